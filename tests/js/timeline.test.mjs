import assert from "node:assert/strict";
import test from "node:test";
import { appearancesOf, withProducts } from "../../static/js/timeline.js";

const sent = {
  urls: { go: "/go/", product: "/product/" },
  pictures: "/media/public/",
  title: { slug: "reel" },
  shops: ["Northbound"],
  products: [
    [7, "Coat", "€90.00", "€70.00", 0, "products/a.jpg", "in_stock"],
    [9, "Hat", "€20.00", null, 0, "", "preorder"],
  ],
  garments: [
    [4, "red coat", "outerwear", "garments/k/0.webp", [0, 1], [[100, 200, 0, 75, 120, 30, 40, 200, 15, -3, 0, 0]]],
    [5, "blue hat", "hat", "", [1], []],
  ],
};

test("every match becomes its product's card, in order", () => {
  const titles = withProducts(sent, "/stream/token/").garments.map((garment) => garment.matches.map(({ product }) => product.title));
  assert.deepEqual(titles, [["Coat", "Hat"], ["Hat"]]);
});

test("a card holds what a card shows, and its link names the garment it stands beside", () => {
  const [coat] = withProducts(sent, "/stream/token/").garments;
  assert.deepEqual(coat.matches[0].product, {
    id: 7,
    title: "Coat",
    price: "€90.00",
    sale_price: "€70.00",
    shop: "Northbound",
    image: "/media/public/products/a.jpg",
    availability: "in_stock",
    url: "/go/7/?g=4",
    page: "/product/7/",
  });
  assert.equal(coat.matches[1].product.image, "");
  assert.equal(withProducts(sent, "/stream/token/").garments[1].matches[0].product.url, "/go/9/?g=5");
});

test("a cut-out has the viewer's own address, or none", () => {
  assert.deepEqual(withProducts(sent, "/stream/token/").garments.map(({ cutout }) => cutout), ["/stream/token/garments/k/0.webp", ""]);
});

test("stays are read out of differences in whole numbers", () => {
  const [first, second] = appearancesOf([[100, 200, 0, 75, 120, 30, 40, 200, 15, -3, 0, 0], [900, 50]]);
  assert.deepEqual([first.start, first.end, second.start, second.end], [1, 3, 10, 10.5]);
  const near = (box, wanted) => Object.keys(wanted).forEach((side) => assert.ok(Math.abs(box[side] - wanted[side]) < 1e-9, side));
  near(first.boxes[0], { t: 1, x: 0.1, y: 0.2, w: 0.3, h: 0.4 });
  near(first.boxes[1], { t: 3, x: 0.15, y: 0.19, w: 0.3, h: 0.4 });
  assert.deepEqual(second.boxes, []);
});

test("what was sent is left as it was", () => {
  const before = structuredClone(sent);
  withProducts(sent, "/stream/token/");
  assert.deepEqual(sent, before);
});
