import assert from "node:assert/strict";
import test from "node:test";
import { ProductFeedback } from "../../static/js/shop/product-feedback.js";

function made(ok = true) {
  const asked = [];
  const feedback = new ProductFeedback({
    csrf: "c",
    fetch: async (url, { method = "GET", body } = {}) => {
      asked.push([method, url, body]);
      return { ok, json: async () => ({ saved: [3], disliked: [[4, 5]] }) };
    },
  });
  feedback.api = "/api/v1/";
  return { feedback, asked };
}

test("what the viewer said before is loaded", async () => {
  const { feedback, asked } = made();
  await feedback.load({ api: "/api/v1/", title: "/api/v1/titles/reel/" });
  assert.deepEqual([feedback.isSaved(3), feedback.isSaved(4), feedback.isDisliked(4, 5), feedback.isDisliked(5, 4)], [true, false, true, false]);
  assert.equal(asked[0][1], "/api/v1/titles/reel/feedback/");
});

test("saving shows at once and names the garment", async () => {
  const { feedback, asked } = made();
  const kept = feedback.save(9, 4);
  assert.equal(feedback.isSaved(9), true);
  assert.equal(await kept, true);
  assert.deepEqual(asked[0], ["PUT", "/api/v1/saved/9/", '{"garment":4}']);
});

test("what is said while the list is on its way stands", async () => {
  const { feedback } = made();
  const loading = feedback.load({ api: "/api/v1/", title: "/api/v1/titles/reel/" });
  feedback.save(9, 4);
  feedback.unsave(3);
  await loading;
  assert.deepEqual([feedback.isSaved(9), feedback.isSaved(3)], [true, false]);
});

test("what cannot be kept is taken back, and said", async () => {
  const { feedback } = made(false);
  const told = [];
  feedback.addEventListener("change", () => told.push("change"));
  feedback.addEventListener("fault", () => told.push("fault"));
  assert.equal(await feedback.save(9), false);
  assert.equal(feedback.isSaved(9), false);
  assert.deepEqual(told, ["change", "change", "fault"]);
});

test("not like it, and undone", async () => {
  const { feedback, asked } = made();
  await feedback.dislike(4, 7);
  assert.equal(feedback.isDisliked(4, 7), true);
  await feedback.undoDislike(4, 7);
  assert.equal(feedback.isDisliked(4, 7), false);
  assert.deepEqual(asked.map(([method, url]) => `${method} ${url}`), ["PUT /api/v1/dislikes/4/7/", "DELETE /api/v1/dislikes/4/7/"]);
});
