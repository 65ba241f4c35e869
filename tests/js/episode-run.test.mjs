import assert from "node:assert/strict";
import test from "node:test";
import { runOf } from "../../static/js/player/episode-run.js";

const kept = (fields) => JSON.stringify({ url: "/watch/two/", unattended: 2, at: 1000, ...fields });

test("the page of the next episode learns that it follows, and how many went by untouched", () => {
  assert.deepEqual(runOf(kept(), "/watch/two/", 2000), { follows: true, unattended: 2 });
});

test("another page, and one that comes much later, follows nothing", () => {
  const nothing = { follows: false, unattended: 0 };
  assert.deepEqual(runOf(kept(), "/watch/three/", 2000), nothing);
  assert.deepEqual(runOf(kept(), "/watch/two/", 1_000_000), nothing);
  assert.deepEqual(runOf(kept(), "/watch/two/", 0), nothing);
});

test("what was kept by something else is not believed", () => {
  for (const text of [null, "", "{broken", "null", "[]", kept({ unattended: "many" })]) {
    assert.equal(runOf(text, "/watch/two/", 2000).unattended, 0);
  }
});
