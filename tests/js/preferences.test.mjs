import assert from "node:assert/strict";
import test from "node:test";
import { Preferences, preferencesOf } from "../../static/js/player/preferences.js";

const kept = () => {
  const map = new Map();
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value) };
};

test("what was chosen is there on the next page", () => {
  const storage = kept();
  new Preferences(storage).set("volume", 0.4);
  new Preferences(storage).set("captions", "pt-BR");
  const later = new Preferences(storage);
  assert.deepEqual([later.get("volume"), later.get("captions"), later.get("rate")], [0.4, "pt-BR", 1]);
});

test("kept values that cannot be believed are as if nobody had chosen", () => {
  const wrong = preferencesOf(JSON.stringify({ volume: 7, muted: "yes", rate: "fast", captions: 3, height: -1, other: 1 }));
  assert.deepEqual(wrong, preferencesOf(null));
  assert.deepEqual(preferencesOf("{broken"), preferencesOf(null));
  assert.deepEqual(preferencesOf("null"), preferencesOf(null));
});

test("no captions is a choice, and another than none made", () => {
  assert.equal(preferencesOf('{"captions": ""}').captions, "");
  assert.equal(preferencesOf("{}").captions, null);
});

test("without storage preferences hold for the page", () => {
  const broken = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } };
  const preferences = new Preferences(broken);
  preferences.set("rate", 1.5);
  assert.equal(preferences.get("rate"), 1.5);
});
