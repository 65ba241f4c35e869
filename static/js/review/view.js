// Draws an item: the frame with the garment outlined, its cut-out, and the candidates.
import { formatNumber, gettext, ngettext } from "../i18n.js";
import { make } from "../make-element.js";

const SVG = "http://www.w3.org/2000/svg";
const at = (id) => document.getElementById(id);

/** A chance as people read it: "62 %". */
export const percent = (chance) => `${formatNumber(Math.round(100 * chance))} %`;

export function drawItem(item) {
  const { garment } = item;
  at("review-item").hidden = false;
  at("review-label").textContent = garment.label;
  const link = make("a", { href: garment.title.url, textContent: `${garment.title.name}, ${garment.at}`, target: "_blank", rel: "noopener" });
  const seconds = gettext("%(seconds)s s on screen", { seconds: garment.seconds });
  at("review-about").replaceChildren(garment.category_name, " · ", link, ` · ${seconds}`);
  at("review-frame").replaceChildren(...frameOf(garment));
  const cutout = make("img", { src: garment.cutout, alt: gettext("Cut-out of %(garment)s", { garment: garment.label }) });
  at("review-cutout").replaceChildren(cutout);
}

/** The frame's picture, and the outline over it; the picture alone where no box is known. */
function frameOf(garment) {
  const frame = make("img", { src: garment.frame, alt: gettext("Frame at %(time)s with %(garment)s outlined", { time: garment.at, garment: garment.label }) });
  frame.addEventListener("error", () => frame.parentElement?.replaceChildren(make("p", { textContent: gettext("The film's frame cannot be shown.") })));
  if (!garment.box) return [frame];
  const outline = document.createElementNS(SVG, "svg");
  outline.setAttribute("viewBox", "0 0 1000 1000");
  outline.setAttribute("preserveAspectRatio", "none");
  outline.setAttribute("aria-hidden", "true");
  for (const kind of ["outer", "inner"]) outline.append(rectangle(garment.box, kind));
  return [frame, outline];
}

function rectangle([x, y, width, height], kind) {
  const drawn = document.createElementNS(SVG, "rect");
  for (const [name, part] of Object.entries({ x, y, width, height })) drawn.setAttribute(name, Math.round(1000 * part));
  drawn.setAttribute("class", `review-outline is-${kind}`);
  return drawn;
}

export function drawCandidates(item, chosen, choose) {
  const cards = item.candidates.map((candidate, place) => card(candidate, place, place === chosen, choose));
  const none = make("li", { className: "review-none", textContent: gettext("No product is suggested.") });
  const list = at("review-candidates");
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...(cards.length ? cards : [none]));
  const now = list.querySelector("[aria-pressed=true]");
  if (hadFocus) now?.focus();
  now?.scrollIntoView({ block: "nearest" });
}

function card(candidate, place, isChosen, choose) {
  const button = make(
    "button",
    { type: "button", className: "review-card", "aria-pressed": String(isChosen), "data-status": candidate.status },
    candidate.image ? make("img", { src: candidate.image, alt: "", loading: "eager" }) : make("span", { className: "review-no-picture" }),
    place < 9 ? make("kbd", { textContent: String(place + 1), "aria-hidden": "true" }) : null,
    make("span", { className: "review-title", textContent: candidate.title }),
    make("span", { className: "review-price" }, candidate.sale_price ?? candidate.price, " · ", candidate.shop),
    chanceOf(candidate),
    make("span", { className: "review-boost", textContent: boostOf(candidate) }),
    make("span", { className: "review-state", textContent: stateOf(candidate) }),
  );
  button.addEventListener("click", () => choose(place));
  return make("li", {}, button);
}

function chanceOf(candidate) {
  if (candidate.chance === null) return make("span", { className: "review-chance" });
  const bar = make("meter", { min: 0, max: 1, value: candidate.chance, "aria-hidden": "true" });
  return make("span", { className: "review-chance" }, bar, gettext("%(chance)s likely", { chance: percent(candidate.chance) }));
}

/** "Boost +0.04": how far the shop's feed and merchandisers move a product, in cosine; nothing where they do not. */
export function boostOf({ boost }) {
  return boost ? gettext("Boost %(amount)s", { amount: `${boost > 0 ? "+" : "−"}${formatNumber(Math.abs(boost))}` }) : "";
}

function stateOf(candidate) {
  const soldOut = candidate.available ? "" : gettext("sold out");
  const decided = candidate.status === "suggested" ? "" : candidate.decided_by ? `${candidate.status_name}: ${candidate.decided_by}` : candidate.status_name;
  return [decided, soldOut].filter(Boolean).join(" · ");
}

export function drawNothing() {
  at("review-item").hidden = true;
}

export function drawWaiting(waiting, countedTo) {
  const known = ngettext("%(count)s waits", "%(count)s wait", waiting);
  at("review-waiting").textContent = waiting >= countedTo ? gettext("%(count)s or more wait", { count: formatNumber(countedTo) }) : known;
}

export function tell(words, isFault = false) {
  const status = at("review-status");
  status.classList.toggle("is-fault", isFault);
  status.textContent = words;
}
