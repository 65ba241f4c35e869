import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf } from "../../static/js/uploads/film-row.js";
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

test("an episode is called by its show and place, before and after it is in the library", () => {
  const film = { kind: "episode", show: "Harbour", season: 1, number: 7, last_number: 8, name: "Finale", files: [] };
  assert.equal(nameOf(film), "Harbour 1×7–8: Finale");
  assert.equal(nameOf({ ...film, last_number: null, title: { name: "The end" } }), "Harbour 1×7: The end");
  assert.equal(nameOf({ kind: "film", name: "Ferry", title: { name: "The Ferry" } }), "The Ferry");
});
