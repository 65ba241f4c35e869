import assert from "node:assert/strict";
import test from "node:test";
import { stayOf, withProducts } from "../../static/js/timeline.js";

const sent = {
  stream: "/stream/token/",
  urls: { go: "/go/" },
  pictures: "/media/public/",
  title: { slug: "reel" },
  shops: ["Northbound"],
  products: [
    [7, "Coat", "€90.00", "€70.00", 0, "products/a.jpg", "in_stock"],
    [9, "Hat", "€20.00", null, 0, "", "preorder"],
  ],
  garments: [
    [4, "red coat", "outerwear", "garments/k/0.webp", [0, 1], [[1000, 2000, 0, 100, 200, 300, 400, 2000, 50, -10, 0, 0]]],
    [5, "blue hat", "hat", "", [1], []],
  ],
};

test("every match becomes its product's card, in order", () => {
  const titles = withProducts(sent).garments.map((garment) => garment.matches.map(({ product }) => product.title));
  assert.deepEqual(titles, [["Coat", "Hat"], ["Hat"]]);
});

test("a card holds what a card shows, and its link names the garment it stands beside", () => {
  const [coat] = withProducts(sent).garments;
  assert.deepEqual(coat.matches[0].product, {
    id: 7,
    title: "Coat",
    price: "€90.00",
    sale_price: "€70.00",
    shop: "Northbound",
    image: "/media/public/products/a.jpg",
    availability: "in_stock",
    url: "/go/7/?g=4",
  });
  assert.equal(coat.matches[1].product.image, "");
  assert.equal(withProducts(sent).garments[1].matches[0].product.url, "/go/9/?g=5");
});

test("a cut-out has the viewer's own address, or none", () => {
  assert.deepEqual(withProducts(sent).garments.map(({ cutout }) => cutout), ["/stream/token/garments/k/0.webp", ""]);
});

test("a stay is read out of differences in thousandths", () => {
  assert.deepEqual(stayOf([1000, 2000, 0, 100, 200, 300, 400, 2000, 50, -10, 0, 0]), {
    start: 1,
    end: 3,
    boxes: [
      { t: 1, x: 0.1, y: 0.2, w: 0.3, h: 0.4 },
      { t: 3, x: 0.15, y: 0.19, w: 0.3, h: 0.4 },
    ],
  });
  assert.deepEqual(stayOf([0, 500]).boxes, []);
});

test("what was sent is left as it was", () => {
  const before = structuredClone(sent);
  withProducts(sent);
  assert.deepEqual(sent, before);
});
