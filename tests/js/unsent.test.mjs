import assert from "node:assert/strict";
import test from "node:test";
import { Unsent, mayPass } from "../../static/js/player/unsent.js";

const DAY = 24 * 3600 * 1000;
const storage = () => {
  const map = new Map();
  return { map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), removeItem: (key) => map.delete(key) };
};
const payload = (position, age = 0) => ({ position, playback_session: "a", sequence: 1, age });
const unsent = (kept, profile = "me", now = () => 100_000) => new Unsent(kept, profile, now);

test("a full, failing, silent or busy server may keep it later; a refusal is one", () => {
  assert.deepEqual([0, 408, 429, 500, 503, 507].map(mayPass), Array(6).fill(true));
  assert.deepEqual([200, 204, 400, 403, 404].map(mayPass), Array(5).fill(false));
});

test("what was not kept is sent from the next page, with the seconds since it was true", async () => {
  const kept = storage();
  unsent(kept).keep("/film/", payload(12, 3));
  const sent = [];
  await unsent(kept, "me", () => 160_000).sendAll(async (...one) => sent.push(one) && 200);
  assert.deepEqual(sent, [["/film/", { position: 12, playback_session: "a", sequence: 1, age: 63 }]]);
  assert.equal(kept.map.size, 0);
});

test("the last position of a film is the one that waits", () => {
  const kept = storage();
  [12, 17].forEach((at) => unsent(kept).keep("/film/", payload(at)));
  assert.equal(unsent(kept).position("/film/"), 17);
  unsent(kept).drop("/film/");
  assert.deepEqual([unsent(kept).position("/film/"), kept.map.size], [null, 0]);
});

test("as long as there is no room it stays, and no more is asked", async () => {
  const kept = storage();
  ["/one/", "/two/"].forEach((url) => unsent(kept).keep(url, payload(5)));
  let asked = 0;
  await unsent(kept).sendAll(async () => (asked += 1) && 507);
  assert.deepEqual([asked, unsent(kept).position("/one/"), unsent(kept).position("/two/")], [1, 5, 5]);
});

test("what is refused for good is let go", async () => {
  const kept = storage();
  unsent(kept).keep("/gone/", payload(5));
  await unsent(kept).sendAll(async () => 404);
  assert.equal(kept.map.size, 0);
});

test("nobody sends what another profile watched", async () => {
  const kept = storage();
  unsent(kept, "parent").keep("/film/", payload(5));
  await unsent(kept, "child").sendAll(async () => assert.fail("sent"));
  assert.deepEqual([unsent(kept, "child").position("/film/"), unsent(kept, "parent").position("/film/")], [null, 5]);
});

test("after a week it is forgotten", () => {
  const kept = storage();
  unsent(kept).keep("/film/", payload(5));
  assert.equal(unsent(kept, "me", () => 100_000 + 7 * DAY).position("/film/"), null);
});

test("without storage, or with something else's in it, a page goes on", async () => {
  for (const broken of [null, { getItem: () => "{", setItem: () => { throw new Error("full"); } }]) {
    unsent(broken).keep("/film/", payload(5));
    assert.equal(unsent(broken).position("/film/"), null);
    await unsent(broken).sendAll(async () => assert.fail("sent"));
  }
});
