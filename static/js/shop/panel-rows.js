// What the panel lists: a garment with its products, a garment with its moments, products in a grid, and the states.
import { clock } from "../clock.js";
import { formatNumber, gettext, ngettext } from "../i18n.js";
import { make } from "../make-element.js";
import { productCard } from "../product-card.js";

const MOMENTS = 4;
const SHOWN = 3;

/** A button that leads to where somebody wears a garment. */
export function momentButton({ start, end }, tell) {
  const label = gettext("Go to %(clock)s", { clock: clock(start) });
  const go = make("button", { className: "link small", type: "button", dir: "ltr", textContent: `${clock(start)} – ${clock(end)}`, "aria-label": label });
  go.addEventListener("click", () => tell("moment", start));
  return go;
}

function head(garment, tell, most) {
  const picture = garment.cutout ? make("img", { src: garment.cutout, alt: "", loading: "lazy" }) : make("span", { className: "none" });
  const appearances = garment.appearances;
  const moments = make("div", { className: "moments" }, ...appearances.slice(0, most).map((appearance) => momentButton(appearance, tell)));
  if (appearances.length > most) {
    const rest = make("button", { className: "link small", type: "button", textContent: ngettext("%(count)s more", "%(count)s more", appearances.length - most) });
    rest.addEventListener("click", () => rest.replaceWith(...appearances.slice(most).map((appearance) => momentButton(appearance, tell))));
    moments.append(rest);
  }
  return make("header", {}, picture, make("div", {}, make("h3", { textContent: garment.label }), moments));
}

/** "+9": the end of a row, which makes place for the rest; null where there is none. */
function restOf(matches, card, opened) {
  if (!matches.length) return null;
  const label = ngettext("%(count)s more product", "%(count)s more products", matches.length);
  const rest = make("button", { className: "rest", type: "button", dir: "ltr", textContent: `+${formatNumber(matches.length)}`, "aria-label": label, title: label });
  rest.addEventListener("click", () => {
    const cards = matches.map(card);
    rest.replaceWith(...cards);
    opened();
    cards[0].querySelector("a").focus();
  });
  return rest;
}

/** A garment, when it is worn, and a row of products like it. */
export function garmentRow(garment, { tell, feedback, more }) {
  const shown = garment.matches.filter(({ product }) => !feedback.isDisliked(garment.id, product.id));
  const card = ({ product }) => productCard(product, { feedback, garment: garment.id, more });
  const products = shown.length
    ? make("div", { className: "row" }, ...shown.slice(0, SHOWN).map(card), restOf(shown.slice(SHOWN), card, () => tell("row-open", garment.id)))
    : make("p", { className: "muted small", textContent: gettext("You hid all that was suggested.") });
  const row = make("div", { className: "garment", role: "group", "aria-label": garment.label }, head(garment, tell, MOMENTS), products);
  row.dataset.garmentRow = garment.id;
  row.addEventListener("pointerenter", () => tell("garment-point", garment.id));
  row.addEventListener("focusin", () => tell("garment-point", garment.id));
  return row;
}

/** A garment and all its moments, as words found it. */
export function momentRow(garment, { tell }) {
  return make("div", { className: "garment found", role: "group", "aria-label": garment.label }, head(garment, tell, 2 * MOMENTS));
}

/** A heading with products below. */
export function productGrid(heading, products, { feedback, more }) {
  const cards = products.map((product) => productCard(product, { feedback, more }));
  return make("section", { className: "found-products" }, make("h3", { textContent: heading }), make("div", { className: "cards" }, ...cards));
}

export const part = (heading) => make("h3", { className: "part", textContent: heading });

/** Shapes of what will come, with a word for those who do not see them and a way to stop waiting. */
export function skeleton(words, cancel = null) {
  const stop = make("button", { className: "link", type: "button", textContent: gettext("Cancel") });
  if (cancel) stop.addEventListener("click", cancel);
  const line = make("p", { className: "skeleton-words" }, make("span", { textContent: words }), cancel ? stop : null);
  const shapes = make("div", { className: "cards", "aria-hidden": "true" }, ...[1, 2, 3, 4].map(() => make("div", { className: "skeleton" })));
  return make("div", { className: "panel-waiting" }, line, shapes);
}

/** A sentence and, where something can be done, buttons: [[words, act], …]. */
export function state(words, acts = [], settings = {}) {
  const buttons = acts.map(([textContent, act]) => {
    const button = make("button", { className: "button quiet", type: "button", textContent });
    button.addEventListener("click", act);
    return button;
  });
  return make("div", { className: "panel-state", ...settings }, make("p", { textContent: words }), make("div", { className: "acts" }, ...buttons));
}
