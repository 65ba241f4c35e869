// The dialogs: merging, splitting, naming, another product, many at once, the history, the keys.
import { gettext, ngettext } from "../i18n.js";
import { make } from "../make-element.js";
import { KEYS } from "./keys.js";

const dialog = () => document.getElementById("review-dialog");

export function open(title, ...body) {
  const shown = dialog();
  document.getElementById("review-dialog-title").textContent = title;
  document.getElementById("review-dialog-body").replaceChildren(...body);
  if (!shown.open) shown.showModal();
  shown.querySelector("input, select, [data-choice], button")?.focus();
}

export const close = () => dialog().close();

dialog()?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]") || event.target === dialog()) close();
});

export function help() {
  const rows = KEYS.map(([key, , words]) => make("tr", {}, make("th", { scope: "row" }, make("kbd", { textContent: key })), make("td", { textContent: words() })));
  open(gettext("Keys"), make("table", { className: "review-keys" }, make("tbody", {}, ...rows)));
}

/** Choose a garment that this one is the same as; number keys choose too. */
export function merge(others, chosen) {
  if (!others.length) return open(gettext("Merge"), make("p", { textContent: gettext("The film has no other garment of this kind.") }));
  const buttons = others.map((other, place) => {
    const number = place < 9 ? make("kbd", { textContent: String(place + 1), "aria-hidden": "true" }) : null;
    const words = make("span", { textContent: `${other.label}, ${other.at}` });
    const button = make("button", { type: "button", className: "review-choice", "data-choice": String(place + 1) }, make("img", { src: other.cutout, alt: "" }), number, words);
    button.addEventListener("click", () => take(() => chosen(other)));
    return make("li", {}, button);
  });
  open(gettext("Which is the same garment?"), make("ol", { className: "review-choices" }, ...buttons));
}

dialog()?.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select")) return;
  dialog().querySelector(`[data-choice="${CSS.escape(event.key)}"]`)?.click();
});

function take(act) {
  close();
  act();
}

export function split(garment, chosen) {
  const boxes = garment.appearances.map(({ id, start, end }) => make("li", {}, make("label", {}, make("input", { type: "checkbox", name: "appearance", value: String(id) }), ` ${start}–${end}`)));
  const hint = make("p", { textContent: gettext("Choose the times at which it is another garment.") });
  form(gettext("Split"), gettext("Split"), (data) => chosen(data.getAll("appearance").map(Number)), hint, make("ul", { className: "review-times" }, ...boxes));
}

export function rename(garment, chosen) {
  const field = make("input", { type: "text", name: "value", value: garment.name, maxLength: 80, placeholder: garment.label });
  form(gettext("Rename"), gettext("Save"), (data) => chosen(data.get("value")), make("label", {}, gettext("Name"), field));
}

export function category(garment, chosen) {
  const field = make("select", { name: "value" });
  for (const { value, text } of document.querySelector("#review-filters [name=category]").options) {
    if (value) field.append(make("option", { value, textContent: text, selected: value === garment.category }));
  }
  form(gettext("Category"), gettext("Save"), (data) => chosen(data.get("value")), make("label", {}, gettext("Category"), field));
}

/** Many at once: of this garment, of the chosen product, of the title by chance. */
export function bulk(item, candidate, chosen) {
  const scope = make("select", { name: "scope" }, make("option", { value: "garment", textContent: gettext("All that are left of this garment") }));
  if (candidate) scope.append(make("option", { value: "product", textContent: gettext("“%(product)s” wherever it is suggested", { product: candidate.title }) }));
  scope.append(make("option", { value: "title", textContent: gettext("All of “%(title)s”, by likelihood", { title: item.garment.title.name }) }));
  const word = make("select", { name: "status" }, make("option", { value: "rejected", textContent: gettext("Reject") }), make("option", { value: "approved", textContent: gettext("Approve") }));
  const chance = make("input", { type: "number", name: "chance", min: 0, max: 100, step: 1, value: 90 });
  const limit = make("label", { hidden: true }, gettext("Approve from, or reject below (%)"), chance);
  scope.addEventListener("change", () => (limit.hidden = scope.value !== "title"));
  const send = (data) => {
    const of = { garment: item.garment.id, product: candidate?.id, title: item.garment.title.id }[data.get("scope")];
    const asked = { status: data.get("status"), [data.get("scope")]: of };
    if (data.get("scope") === "title") asked.chance = Math.min(100, Math.max(0, Number(data.get("chance")))) / 100;
    chosen(asked);
  };
  form(gettext("Many at once"), gettext("Decide"), send, make("label", {}, gettext("What"), scope), make("label", {}, gettext("Decision"), word), limit);
}

function form(title, submit, send, ...fields) {
  const made = make("form", { className: "review-form" }, ...fields, make("button", { type: "submit", className: "button", textContent: submit }));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(made);
    take(() => send(data));
  });
  open(title, made);
}

export function history(rows) {
  if (!rows.length) return open(gettext("History"), make("p", { textContent: gettext("Nobody has decided on it yet.") }));
  const heads = [gettext("When"), gettext("Who"), gettext("What"), gettext("Before"), gettext("After"), gettext("Note")];
  const cells = (row) => [row.created, row.who, row.what, row.before, row.undone ? gettext("%(status)s, taken back", { status: row.after || row.what }) : row.after, row.note];
  const body = rows.map((row) => make("tr", {}, ...cells(row).map((textContent) => make("td", { textContent }))));
  const head = make("tr", {}, ...heads.map((textContent) => make("th", { scope: "col", textContent })));
  open(gettext("History"), make("div", { className: "review-table", tabIndex: 0, role: "region", "aria-label": gettext("History") }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body))));
}

/** Another product: words, and what answers them. `find(words)` resolves to cards. */
export function search(find, chosen) {
  const field = make("input", { type: "search", name: "q", maxLength: 200, autocomplete: "off" });
  const found = make("ol", { className: "review-choices" });
  const told = make("p", { role: "status" });
  const made = make("form", { className: "review-form", role: "search" }, make("label", {}, gettext("Words"), field), make("button", { type: "submit", className: "button", textContent: gettext("Search") }));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    try {
      const cards = await find(field.value);
      found.replaceChildren(...cards.map((card) => result(card, chosen)));
      told.textContent = cards.length ? ngettext("%(count)s product", "%(count)s products", cards.length) : gettext("No product answers these words.");
    } catch (fault) {
      told.textContent = fault.message;
    }
  });
  open(gettext("Search another product"), made, told, found);
}

function result(card, chosen) {
  const picture = card.image ? make("img", { src: card.image, alt: "" }) : null;
  const words = make("span", { textContent: `${card.title} · ${card.sale_price ?? card.price} · ${card.shop}` });
  const pin = make("button", { type: "button", className: "button", textContent: gettext("Pin"), "aria-label": gettext("Pin %(product)s", { product: card.title }) });
  const approve = make("button", { type: "button", className: "button", textContent: gettext("Approve"), "aria-label": gettext("Approve %(product)s", { product: card.title }) });
  approve.addEventListener("click", () => take(() => chosen(card, "approved")));
  pin.addEventListener("click", () => take(() => chosen(card, "pinned")));
  return make("li", { className: "review-result" }, picture, words, approve, pin);
}
