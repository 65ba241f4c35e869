import assert from "node:assert/strict";
import { test } from "node:test";
import { actsOf } from "../../static/js/uploads/work.js";

const acts = (...jobs) => actsOf({ jobs, files: [], state: "added", title: { published: true } }).map(([name]) => name);

test("work that waits or runs can be paused and stopped", () => {
  assert.deepEqual(acts({ status: "queued" }, { status: "done" }), ["pause", "stop"]);
});

test("work that is paused, or soon will be, can go on or be stopped", () => {
  assert.deepEqual(acts({ status: "paused" }), ["resume", "stop"]);
  assert.deepEqual(acts({ status: "running", pausing: true }), ["resume", "stop"]);
});

test("work that stops or has ended cannot be paused", () => {
  assert.deepEqual(acts({ status: "running", stopping: true }), []);
  assert.deepEqual(acts({ status: "done" }, { status: "cancelled" }), ["again", "remove"]);
});
