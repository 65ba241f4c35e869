import assert from "node:assert/strict";
import test from "node:test";
import { Preferences } from "../../static/js/player/preferences.js";
import { SavedSettings } from "../../static/js/player/saved-settings.js";

test("choices are sent together, the last of each, with the token", async () => {
  const sent = [];
  const settings = new SavedSettings("/settings/", "csrf", async (url, options) => sent.push([url, options]));
  settings.add("volume", 0.2);
  settings.add("volume", 0.4);
  settings.add("captions", "");
  settings.add("captionStyle", null);
  await settings.flush();
  await settings.flush();
  assert.equal(sent.length, 1);
  assert.equal(sent[0][1].method, "PATCH");
  assert.equal(sent[0][1].headers["X-CSRFToken"], "csrf");
  assert.deepEqual(JSON.parse(sent[0][1].body), { player: { volume: 0.4, captions: "" } });
});

test("a network that fails loses nothing of this page", async () => {
  const settings = new SavedSettings("/settings/", "csrf", async () => { throw new Error("no network"); });
  settings.add("rate", 2);
  await settings.flush();
});

test("what the profile has counts before what this browser has, and what is chosen is saved", () => {
  const map = new Map([["trendflix.player", JSON.stringify({ volume: 0.9, rate: 2 })]]);
  const storage = { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value) };
  const saved = [];
  const preferences = new Preferences(storage, { volume: 0.3, muted: "no" }, (name, value) => saved.push([name, value]));
  assert.deepEqual([preferences.get("volume"), preferences.get("rate"), preferences.get("muted")], [0.3, 2, false]);
  preferences.set("fill", true);
  preferences.set("fill", true);
  assert.deepEqual(saved, [["fill", true]]);
});
