import assert from "node:assert/strict";
import test from "node:test";
import { boxAt, onScreen, shoppable } from "../../static/js/on-screen.js";

const box = (t, x, y = 0) => ({ t, x, y, w: 0.2, h: 0.2 });
const garment = (id, start, end, boxes, matches = [{}]) => ({ id, matches, appearances: [{ start, end, boxes }] });

test("a box moves evenly between two looks", () => {
  assert.equal(boxAt([box(0, 0.25), box(2, 0.75)], 1).x, 0.5);
});

test("a box stays where it was before the first look and after the last", () => {
  assert.equal(boxAt([box(1, 0.1), box(2, 0.5)], 0).x, 0.1);
  assert.equal(boxAt([box(1, 0.1), box(2, 0.5)], 9).x, 0.5);
});

test("an appearance without a look has no box", () => {
  assert.equal(boxAt([], 1), null);
});

test("garments are on screen from their start until just before their end", () => {
  const timeline = { garments: [garment(1, 2, 4, [box(2, 0)])] };
  const ids = (t) => onScreen(timeline, t).map((one) => one.garment.id);
  assert.deepEqual([ids(1.9), ids(2), ids(3.9), ids(4)], [[], [1], [1], []]);
});

test("a garment without a product is not shown", () => {
  assert.deepEqual(onScreen({ garments: [garment(1, 0, 9, [box(0, 0)], [])] }, 1), []);
});

test("garments come from the top of the picture to the bottom", () => {
  const timeline = { garments: [garment(1, 0, 9, [box(0, 0, 0.7)]), garment(2, 0, 9, [box(0, 0, 0.1)])] };
  assert.deepEqual(onScreen(timeline, 1).map((one) => one.garment.id), [2, 1]);
});

test("stretches that touch are one stretch of the strip", () => {
  const timeline = { garments: [garment(1, 0, 4, []), garment(2, 4.1, 6, []), garment(3, 9, 12, [])] };
  assert.deepEqual(shoppable(timeline), [[0, 6], [9, 12]]);
});
