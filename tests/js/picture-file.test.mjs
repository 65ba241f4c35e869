import assert from "node:assert/strict";
import test from "node:test";
import { fitted } from "../../static/js/shop/picture-file.js";

test("a large picture is made small in its own proportions, a small one stays", () => {
  assert.deepEqual(fitted(4000, 2000), [1024, 512]);
  assert.deepEqual(fitted(300, 200), [300, 200]);
  assert.deepEqual(fitted(1, 100_000), [1, 1024]);
});
