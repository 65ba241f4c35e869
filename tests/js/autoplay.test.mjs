import assert from "node:assert/strict";
import test from "node:test";
import { asksToPlay, autoplay, withoutPlay } from "../../static/js/autoplay.js";

/** A player of a browser that allows what `allows(muted)` says. */
function playerOf(allows, muted = false) {
  return {
    state: muted,
    muted(value) {
      if (value !== undefined) this.state = value;
      return this.state;
    },
    async play() {
      const answer = allows(this.state);
      if (answer !== true) throw Object.assign(new Error("no"), { name: answer });
    },
  };
}

test("an address asks to play with a parameter, which is taken away again", () => {
  assert.equal(asksToPlay("?play=1"), true);
  assert.equal(asksToPlay("?t=41.0"), false);
  assert.equal(withoutPlay("https://x.example/watch/a/?t=41.0&play=1#x"), "/watch/a/?t=41.0#x");
  assert.equal(withoutPlay("https://x.example/watch/a/?play=1"), "/watch/a/");
});

test("a film starts with sound where the browser allows it", async () => {
  const player = playerOf(() => true);
  assert.deepEqual([await autoplay(player), player.state], ["sound", false]);
});

test("it starts muted only where sound is refused", async () => {
  const player = playerOf((muted) => muted || "NotAllowedError");
  assert.deepEqual([await autoplay(player), player.state], ["muted", true]);
});

test("where both are refused the sound is as it was", async () => {
  const player = playerOf(() => "NotAllowedError");
  assert.deepEqual([await autoplay(player), player.state], ["refused", false]);
  assert.equal(await autoplay(playerOf(() => "NotAllowedError", true)), "refused");
});

test("a pause in between is no refusal", async () => {
  const player = playerOf(() => "AbortError");
  assert.deepEqual([await autoplay(player), player.state], ["sound", false]);
});
