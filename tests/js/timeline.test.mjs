import assert from "node:assert/strict";
import test from "node:test";
import { withProducts } from "../../static/js/timeline.js";

const sent = {
  garments: [
    { id: 4, matches: [7, 9] },
    { id: 5, matches: [7, 8] },
  ],
  products: { 7: { title: "Coat", url: "/go/7/" }, 9: { title: "Hat", url: "/go/9/" } },
};

test("every match becomes its product's card, in order", () => {
  const titles = withProducts(sent).garments.map((garment) => garment.matches.map((match) => match.product.title));
  assert.deepEqual(titles, [["Coat", "Hat"], ["Coat"]]);
});

test("a card's link names the garment it stands beside", () => {
  const [first, second] = withProducts(sent).garments;
  assert.equal(first.matches[0].product.url, "/go/7/?g=4");
  assert.equal(second.matches[0].product.url, "/go/7/?g=5");
});

test("what was sent is left as it was", () => {
  withProducts(sent);
  assert.deepEqual(sent.garments[0].matches, [7, 9]);
});
