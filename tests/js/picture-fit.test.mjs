import assert from "node:assert/strict";
import test from "node:test";
import { boxIn, centreOf, heldWithin, overlap, partAt, pictureIn } from "../../static/js/picture-fit.js";

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

test("an element that is filled loses the picture's edges, not its middle", () => {
  assert.deepEqual(pictureIn({ width: 640, height: 720 }, film, "cover"), { left: -320, top: 0, width: 1280, height: 720 });
  const middle = { x: 0.45, y: 0.45, w: 0.1, h: 0.1 };
  assert.deepEqual(centreOf(middle, { width: 640, height: 720 }, film, "cover"), { x: 320, y: 360 });
});

test("a box keeps its shape at every size of the element", () => {
  const box = { x: 0.25, y: 0.25, w: 0.5, h: 0.5 };
  for (const [width, height] of [[1440, 810], [390, 844], [1920, 1080], [844, 390]]) {
    const { width: w, height: h } = boxIn(box, { width, height }, film);
    assert.ok(Math.abs(w / h - 16 / 9) < 1e-9);
  }
});

test("a point goes to the picture and back", () => {
  for (const fit of ["contain", "cover"]) {
    const element = { width: 700, height: 900 };
    const part = partAt({ x: 350, y: 500 }, element, film, fit);
    const { x, y } = centreOf({ ...part, w: 0, h: 0 }, element, film, fit);
    assert.ok(Math.abs(x - 350) < 1e-9 && Math.abs(y - 500) < 1e-9);
  }
});

test("a point in the bars is on the picture's edge", () => {
  assert.deepEqual(partAt({ x: 10, y: 0 }, { width: 2000, height: 720 }, film), { x: 0, y: 0 });
  assert.deepEqual(partAt({ x: 1990, y: 720 }, { width: 2000, height: 720 }, film), { x: 1, y: 1 });
});

test("before anything has a size a point is the corner", () => {
  assert.deepEqual(partAt({ x: 0, y: 0 }, { width: 0, height: 0 }, { width: 0, height: 0 }), { x: 0, y: 0 });
});

test("a height is held between the controls, and in the middle where they leave too little", () => {
  const room = { top: 50, bottom: 220 };
  assert.deepEqual([10, 100, 300].map((y) => heldWithin(y, room, 18)), [68, 100, 202]);
  assert.equal(heldWithin(300, { top: 50, bottom: 70 }, 18), 60);
});
