import assert from "node:assert/strict";
import test from "node:test";
import { MIN_SIZE, STEP, between, firstBox, isLarge, moved, numbers, pressed, resized } from "../../static/js/shop/region-box.js";

const box = { x: 0.2, y: 0.3, w: 0.4, h: 0.5 };
const near = (a, b) => Object.keys(b).forEach((side) => assert.ok(Math.abs(a[side] - b[side]) < 1e-9, `${side}: ${a[side]}`));

test("two points span a box whichever comes first", () => {
  near(between({ x: 0.6, y: 0.8 }, { x: 0.2, y: 0.3 }), box);
  near(between({ x: 0.2, y: 0.3 }, { x: 0.6, y: 0.8 }), box);
});

test("a moved box stays whole within the picture", () => {
  near(moved(box, 0.9, -0.9), { x: 0.6, y: 0, w: 0.4, h: 0.5 });
});

test("a resized box neither leaves the picture nor vanishes", () => {
  near(resized(box, 2, 2), { x: 0.2, y: 0.3, w: 0.8, h: 0.7 });
  near(resized(box, -2, -2), { x: 0.2, y: 0.3, w: MIN_SIZE, h: MIN_SIZE });
});

test("arrows move, with shift they resize, other keys do nothing", () => {
  near(pressed(box, "ArrowLeft", false), { ...box, x: 0.2 - STEP });
  near(pressed(box, "ArrowDown", true), { ...box, h: 0.5 + STEP });
  assert.equal(pressed(box, "a", false), null);
});

test("a click is no box", () => {
  assert.equal(isLarge({ x: 0.2, y: 0.2, w: 0.001, h: 0.4 }), false);
  assert.equal(isLarge(box), true);
});

test("the server is sent four numbers that stay within the picture", () => {
  const [x, y, w, h] = numbers({ x: 0.7, y: 0.123456, w: 0.4, h: 0.2 });
  assert.deepEqual([x, y, w, h], [0.7, 0.1235, 0.3, 0.2]);
});

test("the first box is around what is worn, or in the middle", () => {
  assert.deepEqual(firstBox([{ box }]), box);
  const middle = firstBox([]);
  assert.ok(Math.abs(middle.x + middle.w / 2 - 0.5) < 1e-9);
});
