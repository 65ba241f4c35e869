import assert from "node:assert/strict";
import test from "node:test";
import { clock } from "../../static/js/clock.js";

test("seconds are read as people read them", () => {
  assert.deepEqual([0, 19.9, 727, 3723].map(clock), ["0:00", "0:19", "12:07", "1:02:03"]);
});

test("time before the beginning is the beginning", () => {
  assert.equal(clock(-3), "0:00");
});
