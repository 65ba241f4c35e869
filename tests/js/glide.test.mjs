import assert from "node:assert/strict";
import test from "node:test";
import { inverse } from "../../static/js/player/glide.js";

const box = (left, top, width, height) => ({ left, top, width, height });

test("the transform puts the new place where the old one was", () => {
  assert.equal(inverse(box(0, 50, 1000, 500), box(0, 100, 500, 250)), "translate(0px, -50px) scale(2, 2)");
});

test("a picture that stays, or is not there yet, does not move", () => {
  assert.equal(inverse(box(0, 50, 1000, 500), box(0, 50, 1000, 500)), "");
  assert.equal(inverse(box(0, 0, 0, 0), box(0, 0, 500, 250)), "");
});
