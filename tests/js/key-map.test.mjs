import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, actOf, rateBeside } from "../../static/js/player/key-map.js";

const act = (key, where, held = {}) => actOf({ key, ...held }, where);

test("keys do what people know them to do", () => {
  const known = { k: "toggle", " ": "toggle", j: "seek", l: "seek", m: "mute", f: "fullscreen", c: "captions", p: "picture" };
  for (const [key, name] of Object.entries({ ...known, n: "next", s: "shop", "?": "help", Escape: "escape" })) {
    assert.equal(act(key)[0], name);
  }
  assert.deepEqual([act("j"), act("l")], [["seek", -10], ["seek", 10]]);
  assert.deepEqual([act(","), act("<"), act(">")], [["frame", -1], ["rate", -1], ["rate", 1]]);
});

test("a digit leads to its tenth of the film", () => {
  assert.deepEqual([act("0"), act("3"), act("9")], [["part", 0], ["part", 0.3], ["part", 0.9]]);
});

test("capital letters count as well, other keys do nothing", () => {
  assert.deepEqual(act("K"), ["toggle", null]);
  assert.deepEqual([act("x"), act("Tab"), act("F5")], [null, null, null]);
});

test("what is typed, and what the browser's own shortcuts use, is left alone", () => {
  for (const key of ["k", " ", "5", "?", "Escape", "ArrowLeft"]) assert.equal(act(key, "typing"), null);
  for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing"]) assert.equal(act("f", "", { [held]: true }), null);
});

test("a button keeps the key that presses it, a slider and a menu their arrows", () => {
  assert.deepEqual([act(" ", "control"), act("Enter", "control")], [null, null]);
  assert.deepEqual([act("ArrowRight", "slider"), act("ArrowDown", "menu")], [null, null]);
  assert.deepEqual([act("k", "control"), act("ArrowRight", "control")], [["toggle", null], ["side", 1]]);
});

test("an open dialog keeps all keys", () => {
  for (const key of ["k", "Escape", "?"]) assert.equal(act(key, "dialog"), null);
});

test("no key does two things, and every row of the list says something", () => {
  const keys = KEYS.flatMap((row) => Object.keys(row.acts));
  assert.equal(new Set(keys).size, keys.length);
  assert.ok(KEYS.every((row) => row.words && row.shown.length));
});

test("speeds go from one to the next and stop at the ends", () => {
  assert.deepEqual([rateBeside(1, 1), rateBeside(1, -1), rateBeside(2, 1), rateBeside(0.5, -1)], [1.25, 0.75, 2, 0.5]);
  assert.equal(rateBeside(1.1, 1), 1.25);
});
