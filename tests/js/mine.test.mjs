import assert from "node:assert/strict";
import test from "node:test";
import { Mine } from "../../static/js/shop/mine.js";

function made(ok = true) {
  const asked = [];
  const mine = new Mine({
    csrf: "c",
    fetch: async (url, { method = "GET", body } = {}) => {
      asked.push([method, url, body]);
      return { ok, json: async () => ({ saved: [3], disliked: [[4, 5]] }) };
    },
  });
  mine.api = "/api/v1/";
  return { mine, asked };
}

test("what the viewer said before is loaded", async () => {
  const { mine, asked } = made();
  await mine.load({ api: "/api/v1/", title: "/api/v1/titles/reel/" });
  assert.deepEqual([mine.isSaved(3), mine.isSaved(4), mine.isDisliked(4, 5), mine.isDisliked(5, 4)], [true, false, true, false]);
  assert.equal(asked[0][1], "/api/v1/titles/reel/mine/");
});

test("saving shows at once and names the garment", async () => {
  const { mine, asked } = made();
  const kept = mine.save(9, 4);
  assert.equal(mine.isSaved(9), true);
  assert.equal(await kept, true);
  assert.deepEqual(asked[0], ["PUT", "/api/v1/saved/9/", '{"garment":4}']);
});

test("what is said while the list is on its way stands", async () => {
  const { mine } = made();
  const loading = mine.load({ api: "/api/v1/", title: "/api/v1/titles/reel/" });
  mine.save(9, 4);
  mine.unsave(3);
  await loading;
  assert.deepEqual([mine.isSaved(9), mine.isSaved(3)], [true, false]);
});

test("what cannot be kept is taken back, and said", async () => {
  const { mine } = made(false);
  const told = [];
  mine.addEventListener("change", () => told.push("change"));
  mine.addEventListener("fault", () => told.push("fault"));
  assert.equal(await mine.save(9), false);
  assert.equal(mine.isSaved(9), false);
  assert.deepEqual(told, ["change", "change", "fault"]);
});

test("not like it, and undone", async () => {
  const { mine, asked } = made();
  await mine.dislike(4, 7);
  assert.equal(mine.isDisliked(4, 7), true);
  await mine.undoDislike(4, 7);
  assert.equal(mine.isDisliked(4, 7), false);
  assert.deepEqual(asked.map(([method, url]) => `${method} ${url}`), ["PUT /api/v1/dislikes/4/7/", "DELETE /api/v1/dislikes/4/7/"]);
});
