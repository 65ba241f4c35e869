import assert from "node:assert/strict";
import test from "node:test";
import { Taps, swipeOf } from "../../static/js/player/gestures.js";

test("two taps at the right go ten seconds on, at the left ten back", () => {
  const right = new Taps();
  assert.deepEqual([right.tap(0.9, 0), right.tap(0.85, 200)], [0, 10]);
  const left = new Taps();
  assert.deepEqual([left.tap(0.1, 0), left.tap(0.2, 200)], [0, -10]);
});

test("each further tap adds ten seconds", () => {
  const taps = new Taps();
  assert.deepEqual([0, 200, 400, 600].map((now) => taps.tap(0.9, now)), [0, 10, 20, 30]);
});

test("slow taps, taps on two sides and taps in the middle seek nothing", () => {
  const of = (...places) => places.map(([x, now]) => taps.tap(x, now));
  let taps = new Taps();
  assert.deepEqual(of([0.9, 0], [0.9, 500]), [0, 0]);
  taps = new Taps();
  assert.deepEqual(of([0.9, 0], [0.1, 100]), [0, 0]);
  taps = new Taps();
  assert.deepEqual(of([0.5, 0], [0.5, 100]), [0, 0]);
});

test("a long quick stroke is a swipe in its direction", () => {
  assert.deepEqual([swipeOf(4, -90, 200), swipeOf(-8, 120, 200)], ["up", "down"]);
  assert.deepEqual([swipeOf(90, 10, 200), swipeOf(-90, 10, 200)], ["right", "left"]);
});

test("a short, a slow and a slanted stroke are none", () => {
  assert.deepEqual([swipeOf(0, 20, 100), swipeOf(0, 200, 2000), swipeOf(80, 80, 200)], ["", "", ""]);
});
