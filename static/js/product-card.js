// A product as a card on white that leads to its shop through our click-out, with what a viewer can say about it.
import { gettext, ngettext, pgettext } from "./i18n.js";
import { make } from "./make-element.js";
import { icon } from "./shop/icons.js";

const AVAILABLE = {
  in_stock: gettext("In stock"),
  preorder: gettext("Pre-order"),
  backorder: gettext("On back order"),
  out_of_stock: gettext("Sold out"),
};

const variantsOf = (count) => ngettext("%(count)s variant", "%(count)s variants", count);

/** The link alone: a picture, what it is, and on one line its price and where it leads. */
export function productLink(product) {
  const price = make("span", { className: "money" }, make("span", { textContent: product.sale_price ?? product.price }));
  if (product.sale_price) price.append(" ", make("s", { textContent: product.price }));
  const availability = product.availability === "in_stock" ? "" : AVAILABLE[product.availability] ?? "";
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
      make("span", { className: "name", textContent: product.title, title: product.title }),
      make("span", { className: "shop", textContent: product.shop }),
      availability && make("span", { className: `stock ${product.availability}`, textContent: availability }),
      variants,
      make("span", { className: "buy" }, price, make("span", { className: "go", textContent: pgettext("link to a shop", "View") })),
    ),
  );
}

/**
 * The link with its page here and its buttons: save, similar ones, and beside a garment "not like it". `feedback` knows what the viewer said,
 * `more(product)` shows what is like it.
 */
export function productCard(product, { feedback, garment = null, more }) {
  const save = saveButton(product, feedback, garment);
  const like = tool("like", gettext("Similar"), gettext("Similar to %(name)s", { name: product.title }));
  like.addEventListener("click", () => more(product));
  const tools = make("span", { className: "tools" }, like);
  const card = make("div", { className: "piece" }, productLink(product), aboutLink(product), save, tools);
  if (garment !== null) tools.append(dislikeOf(product, garment, feedback, card));
  card.paint = save.paint;
  return card;
}

/** An "i" that leads to the product's page here, in a tab of its own: the film goes on where it was. */
function aboutLink({ page, title }) {
  const label = gettext("Sizes, colours and where it is worn: %(name)s", { name: title });
  return make("a", { className: "tool details", href: page, target: "_blank", title: label, "aria-label": label }, icon("info"));
}

/** A heart that keeps a product ({id, title}), or lets go of it; `paint()` shows which. */
export function saveButton({ id, title }, feedback, garment = null) {
  const label = gettext("Save %(name)s", { name: title });
  const save = make("button", { className: "tool heart", type: "button", title: label, "aria-label": label }, icon("heart"));
  save.paint = () => save.setAttribute("aria-pressed", String(feedback.isSaved(id)));
  save.addEventListener("click", () => (feedback.isSaved(id) ? feedback.unsave(id) : feedback.save(id, garment)));
  save.paint();
  return save;
}

function dislikeOf(product, garment, feedback, card) {
  const button = tool("dislike", gettext("Not like it"), gettext("Not like it: %(name)s", { name: product.title }));
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

/** A button in words; assistive technology is told of which product, too. */
function tool(name, words, label) {
  return make("button", { className: `tool ${name}`, type: "button", title: label, "aria-label": label, textContent: words });
}
