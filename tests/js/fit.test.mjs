import assert from "node:assert/strict";
import test from "node:test";
import { centreOf, overlap, pictureIn } from "../../static/js/fit.js";

const film = { width: 1280, height: 720 };

test("a wide element has bars at the sides", () => {
  assert.deepEqual(pictureIn({ width: 2000, height: 720 }, film), { left: 360, top: 0, width: 1280, height: 720 });
});

test("a tall element has bars above and below", () => {
  assert.deepEqual(pictureIn({ width: 640, height: 800 }, film), { left: 0, top: 220, width: 640, height: 360 });
});

test("before the picture's size is known the element itself is taken", () => {
  assert.deepEqual(pictureIn({ width: 640, height: 360 }, { width: 0, height: 0 }), { left: 0, top: 0, width: 640, height: 360 });
});

test("the middle of a box lands inside the picture, not in the bars", () => {
  const box = { x: 0.25, y: 0.5, w: 0.5, h: 0.5 };
  assert.deepEqual(centreOf(box, { width: 640, height: 800 }, film), { x: 320, y: 490 });
});

test("rectangles that share a point overlap, those that only touch do not", () => {
  const at = (left, top) => ({ left, top, right: left + 10, bottom: top + 10 });
  assert.equal(overlap(at(0, 0), at(9, 9)), true);
  assert.equal(overlap(at(0, 0), at(10, 0)), false);
  assert.equal(overlap(at(0, 0), at(0, 10)), false);
});
