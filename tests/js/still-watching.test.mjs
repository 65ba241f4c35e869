import assert from "node:assert/strict";
import test from "node:test";
import { Countdown } from "../../static/js/player/countdown.js";
import { EPISODES, IDLE_SECONDS, asksBeforeNext, asksNow, unattendedAfter } from "../../static/js/player/still-watching.js";

test("a hand on anything begins the count of episodes again", () => {
  assert.deepEqual([unattendedAfter(0, false), unattendedAfter(2, false), unattendedAfter(2, true)], [1, 3, 0]);
});

test("after some episodes that nobody touched we ask before the next", () => {
  assert.deepEqual([asksBeforeNext({ unattended: EPISODES - 1 }), asksBeforeNext({ unattended: EPISODES })], [false, true]);
});

test("a film that has long played untouched stops and asks; a paused one does not", () => {
  assert.equal(asksNow({ playing: true, idleSeconds: IDLE_SECONDS }), true);
  assert.equal(asksNow({ playing: true, idleSeconds: IDLE_SECONDS - 1 }), false);
  assert.equal(asksNow({ playing: false, idleSeconds: IDLE_SECONDS }), false);
});

function counting(seconds) {
  const told = [];
  let beat = null;
  const steps = { tick: (left) => told.push(left), done: () => told.push("done"), set: (each) => ((beat = each), 1), clear: () => told.push("stopped") };
  return { countdown: new Countdown(seconds, steps), told, beat: () => beat() };
}

test("a countdown tells each second, then is done, once", () => {
  const { told, beat } = counting(2);
  beat();
  beat();
  beat();
  assert.deepEqual(told, [2, 1, 0, "stopped", "done"]);
});

test("a countdown that was cancelled is never done", () => {
  const { countdown, told, beat } = counting(2);
  beat();
  countdown.cancel();
  beat();
  assert.deepEqual(told, [2, 1, "stopped"]);
});

test("a countdown that is held waits", () => {
  const { countdown, told, beat } = counting(3);
  countdown.held = true;
  beat();
  beat();
  countdown.held = false;
  beat();
  assert.deepEqual(told, [3, 2]);
});
