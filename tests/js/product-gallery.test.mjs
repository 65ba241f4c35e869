import assert from "node:assert/strict";
import test from "node:test";
import { afterKey } from "../../static/js/product-gallery.js";

test("arrow keys walk around, Home and End lead to the ends, other keys nowhere", () => {
  assert.equal(afterKey("ArrowRight", 0, 3), 1);
  assert.equal(afterKey("ArrowRight", 2, 3), 0);
  assert.equal(afterKey("ArrowLeft", 0, 3), 2);
  assert.equal(afterKey("Home", 2, 3), 0);
  assert.equal(afterKey("End", 0, 3), 2);
  assert.equal(afterKey("a", 0, 3), null);
  assert.equal(afterKey("ArrowRight", 0, 0), null);
});
