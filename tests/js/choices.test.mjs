import assert from "node:assert/strict";
import test from "node:test";
import { Choices, choicesOf } from "../../static/js/player/choices.js";

const kept = () => {
  const map = new Map();
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value) };
};

test("what was chosen is there on the next page", () => {
  const storage = kept();
  new Choices(storage).set("volume", 0.4);
  new Choices(storage).set("captions", "pt-BR");
  const later = new Choices(storage);
  assert.deepEqual([later.get("volume"), later.get("captions"), later.get("rate")], [0.4, "pt-BR", 1]);
});

test("kept values that cannot be believed are as if nobody had chosen", () => {
  const wrong = choicesOf(JSON.stringify({ volume: 7, muted: "yes", rate: "fast", captions: 3, height: -1, other: 1 }));
  assert.deepEqual(wrong, choicesOf(null));
  assert.deepEqual(choicesOf("{broken"), choicesOf(null));
  assert.deepEqual(choicesOf("null"), choicesOf(null));
});

test("no captions is a choice, and another than none made", () => {
  assert.equal(choicesOf('{"captions": ""}').captions, "");
  assert.equal(choicesOf("{}").captions, null);
});

test("without storage choices hold for the page", () => {
  const broken = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } };
  const choices = new Choices(broken);
  choices.set("rate", 1.5);
  assert.equal(choices.get("rate"), 1.5);
});
