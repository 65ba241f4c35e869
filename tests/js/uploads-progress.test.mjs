import assert from "node:assert/strict";
import { test } from "node:test";
import { Highest } from "../../static/js/uploads/highest.js";
import { LATEST_MS, nextPause, SOONEST_MS } from "../../static/js/uploads/pace.js";
import { Speed } from "../../static/js/uploads/speed.js";
import { bytesInWords, percentOf, timeInWords } from "../../static/js/uploads/words.js";

test("sizes are told in the largest unit that fits", () => {
  assert.deepEqual([7, 2048, 5.5 * 2 ** 20, 3 * 2 ** 30].map(bytesInWords), ["7 B", "2.0 KiB", "5.5 MiB", "3.0 GiB"]);
});

test("the time that is left is told roughly, and not at all where it is unknown", () => {
  assert.deepEqual([2, 52, 90, 3600 + 20 * 60].map(timeInWords), ["5 s left", "50 s left", "2 min left", "1 h 20 min left"]);
  assert.deepEqual([null, Infinity, NaN].map(timeInWords), ["", "", ""]);
});

test("a percentage reaches 100 at the end alone", () => {
  assert.deepEqual([percentOf(0, 10), percentOf(9_999, 10_000), percentOf(10, 10), percentOf(0, 0)], [0, 99, 100, 100]);
});

test("a speed is that of the last seconds, and none before one has passed", () => {
  const speed = new Speed();
  speed.add(0, 0);
  speed.add(500, 500);
  assert.equal(speed.perSecond, null);
  for (let at = 1000; at <= 20_000; at += 1000) speed.add(at < 10_000 ? at : 10_000 + 3 * (at - 10_000), at);
  assert.ok(Math.abs(speed.perSecond - 3000) < 1);
  assert.ok(Math.abs(speed.secondsFor(6000) - 2) < 0.01);
});

test("a speed begins anew after a stop, and where less was kept than was sent", () => {
  const speed = new Speed();
  speed.add(0, 0);
  speed.add(4000, 2000);
  speed.add(1000, 3000);
  assert.equal(speed.perSecond, null);
  speed.add(2000, 4000);
  assert.equal(speed.perSecond, 1000);
  speed.stop();
  assert.equal(speed.perSecond, null);
});

test("a bar that was at 60 never shows less", () => {
  const highest = new Highest();
  assert.deepEqual([60, 40, 70].map((percent) => highest.of("a", percent)), [60, 60, 70]);
  assert.equal(highest.of("b", 5), 5);
});

test("the page asks soon after a change and ever more seldom without one", () => {
  let pause = SOONEST_MS;
  const pauses = Array.from({ length: 10 }, () => (pause = nextPause(pause, false)));
  assert.deepEqual(pauses, [...pauses].sort((a, b) => a - b));
  assert.equal(pauses.at(-1), LATEST_MS);
  assert.equal(nextPause(LATEST_MS, true), SOONEST_MS);
});
