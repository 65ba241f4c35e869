import assert from "node:assert/strict";
import test from "node:test";
import { garmentsInOrder, garmentsForWords } from "../../static/js/find-garments.js";

const garment = (id, label, titles, start = 0) => ({
  id,
  label,
  matches: titles.map((title) => ({ product: { title } })),
  appearances: [{ start, end: start + 2, boxes: [] }],
});
const film = {
  garments: [
    garment(1, "orange jacket", ["Promenade Dress – Red"], 30),
    garment(2, "red dress", ["Arcade Dress – Green"], 12),
    garment(3, "grey striped t-shirt", ["Sailor Tee"], 5),
    garment(4, "red hat", []),
  ],
};
const ids = (words) => garmentsForWords(film, words).map((one) => one.id);

test("a garment's own words come before those of its products", () => {
  assert.deepEqual(ids("red dress"), [2, 1]);
});

test("every word must be answered", () => {
  assert.deepEqual(ids("red shoes"), []);
  assert.deepEqual(ids("orange dress"), [1]);
});

test("plurals, small letters and other spellings do not matter", () => {
  assert.deepEqual(ids("Red Dresses"), [2, 1]);
  assert.deepEqual(ids("GRAY tee"), [3]);
  assert.deepEqual(ids("jackets"), [1]);
});

test("no words find nothing, and what has no product is not shown", () => {
  assert.deepEqual(ids("  "), []);
  assert.deepEqual(ids("hat"), []);
});

test("words are text, not patterns", () => {
  assert.deepEqual(ids(".* ( ["), []);
});

test("everything worn comes in the order of the film", () => {
  assert.deepEqual(garmentsInOrder(film).map((one) => one.id), [3, 2, 1]);
});
