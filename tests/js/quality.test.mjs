import assert from "node:assert/strict";
import test from "node:test";
import { heightsOf, holdTo, nearestHeight } from "../../static/js/player/quality.js";

const rendition = (width, height) => {
  let on = true;
  return { width, height, enabled: (value) => (value === undefined ? on : (on = value)) };
};
const film = () => [rendition(640, 360), rendition(1280, 720), rendition(854, 480), rendition(1280, 720)];

test("each height can be chosen once, the largest first", () => {
  assert.deepEqual(heightsOf(film()), [720, 480, 360]);
});

test("an upright film is named by its width, as people name it", () => {
  assert.deepEqual(heightsOf([rendition(720, 1280)]), [720]);
});

test("a chosen height is the only one played, and the player's own choice lets all be", () => {
  const renditions = film();
  holdTo(renditions, 480);
  assert.deepEqual(renditions.map((one) => one.enabled()), [false, false, true, false]);
  holdTo(renditions, 0);
  assert.ok(renditions.every((one) => one.enabled()));
});

test("a height chosen for another film becomes the next smaller one of this", () => {
  assert.deepEqual([1080, 700, 480, 100].map((wanted) => nearestHeight([720, 480, 360], wanted)), [720, 480, 480, 360]);
  assert.deepEqual([nearestHeight([720], 0), nearestHeight([], 720)], [0, 0]);
});
