import assert from "node:assert/strict";
import test from "node:test";
import { isEnough, stepped } from "../../static/js/suggest.js";

test("two letters are enough to be looked up, and one sign of a script of signs", () => {
  assert.deepEqual(["", "a", "ab", "東", "서", "ж"].map(isEnough), [false, false, true, true, true, false]);
});

test("the arrows go round the options and past the ends back into the field", () => {
  const down = [-1, 0, 1, 2].map((active) => stepped("ArrowDown", active, 3));
  const up = [-1, 0, 1, 2].map((active) => stepped("ArrowUp", active, 3));
  assert.deepEqual([down, up], [[0, 1, 2, -1], [2, -1, 0, 1]]);
});

test("without options nothing is active", () => {
  assert.equal(stepped("ArrowDown", -1, 0), -1);
  assert.equal(stepped("ArrowUp", -1, 0), -1);
});
