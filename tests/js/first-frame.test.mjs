import assert from "node:assert/strict";
import test from "node:test";
import { afterFirstFrame } from "../../static/js/player/first-frame.js";

class Player {
  one(names, act) {
    this.names = names;
    this.act = act;
  }
}

test("it waits for the first frame or a fault, and comes once", () => {
  const player = new Player();
  let times = 0;
  const now = afterFirstFrame(player, () => (times += 1));
  assert.deepEqual([player.names, times], [["loadeddata", "error"], 0]);
  player.act();
  player.act();
  now();
  assert.equal(times, 1);
});

test("who needs it sooner gets it, and it comes without a frame as well", async () => {
  let times = 0;
  afterFirstFrame(new Player(), () => (times += 1))();
  assert.equal(times, 1);
  afterFirstFrame(new Player(), () => (times += 1), 1);
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(times, 2);
});
