import assert from "node:assert/strict";
import test from "node:test";
import { momentText, secondsOf } from "../../static/js/moments.js";

test("a moment is written as the fields read it", () => {
  assert.deepEqual([0, 8, 8.04, 8.16, 59.96, 65.5, 3723.25].map(momentText), [
    "0:00", "0:08", "0:08", "0:08.2", "1:00", "1:05.5", "1:02:03.3",
  ]);
});

test("time before the beginning is the beginning", () => {
  assert.equal(momentText(-2), "0:00");
});

test("what stands in a field is read", () => {
  assert.deepEqual(["90", "1:30", "1:02:03.5", " 0:08 "].map(secondsOf), [90, 90, 3723.5, 8]);
});

test("what is no time is none", () => {
  assert.deepEqual(["", "soon", "1:2:3:4", "1:x", "-3"].map(secondsOf), [null, null, null, null, null]);
});

test("what is written is read again", () => {
  for (const seconds of [0, 0.5, 61.2, 3599.9, 7200]) assert.equal(secondsOf(momentText(seconds)), seconds);
});
