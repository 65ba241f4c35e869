import { make } from "./make.js";

/** A product as a card on white that leads to its shop through our click-out. */
export function productCard(product) {
  const price = make("span", { textContent: product.sale_price ?? product.price });
  if (product.sale_price) price.append(make("s", { textContent: product.price }));
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
      make(
        "span",
        { className: "money" },
        price,
        make("span", { className: "shop", textContent: product.shop }),
      ),
      make("span", { className: "go", textContent: "View at shop" }),
    ),
  );
}
