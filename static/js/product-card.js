// A product as a card on white that leads to its shop through our click-out, with what a viewer can say about it.
import { gettext, ngettext } from "./i18n.js";
import { make } from "./make-element.js";
import { icon } from "./shop/icons.js";

const AVAILABLE = {
  in_stock: gettext("In stock"),
  preorder: gettext("Pre-order"),
  backorder: gettext("On back order"),
  out_of_stock: gettext("Sold out"),
};

const variantsOf = (count) => ngettext("%(count)s variant", "%(count)s variants", count);

/** The link alone. */
export function productLink(product) {
  const price = make("span", { textContent: product.sale_price ?? product.price });
  if (product.sale_price) price.append(make("s", { textContent: product.price }));
  const availability = AVAILABLE[product.availability] ?? "";
  const variants = product.variants > 1 ? make("span", { className: "stock", textContent: variantsOf(product.variants) }) : null;
  return make(
    "a",
    { className: "product", href: product.url, target: "_blank", rel: "sponsored nofollow noopener" },
    product.image
      ? make("img", { className: "photo", src: product.image, alt: "", loading: "lazy" })
      : make("span", { className: "photo" }),
    make(
      "span",
      { className: "text" },
      make("span", { className: "name", textContent: product.title }),
      make("span", { className: "money" }, price, make("span", { className: "shop", textContent: product.shop })),
      availability && make("span", { className: `stock ${product.availability}`, textContent: availability }),
      variants,
      make("span", { className: "go", textContent: gettext("View at shop") }),
    ),
  );
}

/**
 * The link with its buttons: save, more like it, and beside a garment "not like it". `feedback` knows what the viewer said,
 * `more(product)` shows what is like it.
 */
export function productCard(product, { feedback, garment = null, more }) {
  const save = saveButton(product, feedback, garment);
  const like = tool("like", gettext("More like %(name)s", { name: product.title }));
  like.addEventListener("click", () => more(product));
  const tools = make("span", { className: "tools" }, like);
  const card = make("div", { className: "piece" }, productLink(product), save, tools);
  if (garment !== null) tools.append(dislikeOf(product, garment, feedback, card));
  card.paint = save.paint;
  return card;
}

/** A heart that keeps a product ({id, title}), or lets go of it; `paint()` shows which. */
export function saveButton({ id, title }, feedback, garment = null) {
  const save = tool("heart", gettext("Save %(name)s", { name: title }));
  save.paint = () => save.setAttribute("aria-pressed", String(feedback.isSaved(id)));
  save.addEventListener("click", () => (feedback.isSaved(id) ? feedback.unsave(id) : feedback.save(id, garment)));
  save.paint();
  return save;
}

function dislikeOf(product, garment, feedback, card) {
  const button = tool("dislike", gettext("%(name)s is not like it", { name: product.title }));
  button.addEventListener("click", () => {
    feedback.dislike(garment, product.id);
    const undo = make("button", { className: "link", type: "button", textContent: gettext("Undo") });
    undo.addEventListener("click", () => {
      feedback.undoDislike(garment, product.id);
      note.replaceWith(card);
      button.focus();
    });
    const note = make("div", { className: "piece gone", role: "group", "aria-label": gettext("%(name)s hidden", { name: product.title }) }, make("span", { textContent: gettext("Hidden. Thank you.") }), undo);
    card.replaceWith(note);
    undo.focus();
  });
  return button;
}

function tool(name, label) {
  return make("button", { className: `tool ${name}`, type: "button", title: label, "aria-label": label }, icon(name));
}
