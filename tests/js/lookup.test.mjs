import assert from "node:assert/strict";
import test from "node:test";
import { LookupRequest } from "../../static/js/shop/lookup-request.js";
import { ask, wordsOf } from "../../static/js/shop/lookup.js";

/** A server that answers GETs with `answers` one after another, and notes what it was asked. */
function server(answers, first = { status: 202, body: { url: "/lookups/1/" } }) {
  const asked = [];
  const fetch = async (url, { method = "GET", body, signal } = {}) => {
    signal?.throwIfAborted();
    asked.push([method, url, body]);
    const { status = 200, body: sent = {} } = method === "POST" ? first : method === "GET" ? (answers.length > 1 ? answers.shift() : answers[0]) : { status: 204 };
    return { ok: status < 400, status, json: async () => sent };
  };
  return { asked, fetch };
}
const waiting = { body: { status: "running" } };
const done = { body: { status: "done", result: { products: [1] } } };
const options = (fetch, more = {}) => ({ csrf: "c", fetch, every: 1, longest: 60, ...more });

test("it asks once and looks until there is an answer", async () => {
  const { asked, fetch } = server([waiting, waiting, done]);
  assert.deepEqual(await ask("/ask/", { t: 1 }, options(fetch)), { products: [1] });
  assert.deepEqual(asked.map(([method]) => method), ["POST", "GET", "GET", "GET"]);
  assert.equal(asked[0][2], '{"t":1}');
});

test("an error of the worker is told in its own words", async () => {
  const { fetch } = server([{ body: { status: "failed", error: "The film has no frame there." } }]);
  await assert.rejects(ask("/ask/", {}, options(fetch)), /no frame there/);
});

test("a refused question says why", async () => {
  const refused = server([done], { status: 400, body: { box: ["Draw a larger box."] } });
  await assert.rejects(ask("/ask/", {}, options(refused.fetch)), /Draw a larger box/);
  const many = server([done], { status: 429, body: { detail: "throttled" } });
  await assert.rejects(ask("/ask/", {}, options(many.fetch)), /lot of questions/);
});

test("nobody waits for ever, and the server is told", async () => {
  const { asked, fetch } = server([waiting]);
  await assert.rejects(ask("/ask/", {}, options(fetch, { longest: 4 })), /in time/);
  assert.deepEqual(asked.at(-1).slice(0, 2), ["DELETE", "/lookups/1/"]);
});

test("letting go stops at once and tells the server", async () => {
  const { asked, fetch } = server([waiting]);
  const control = new AbortController();
  const answer = ask("/ask/", {}, options(fetch, { every: 20, longest: 5000, signal: control.signal }));
  setTimeout(() => control.abort(new Error("cancelled")), 30);
  await assert.rejects(answer, /cancelled/);
  assert.equal(asked.at(-1)[0], "DELETE");
});

test("words are found in any error's body", () => {
  assert.equal(wordsOf({ detail: "No." }), "No.");
  assert.equal(wordsOf({ t: ["Too late.", "x"] }), "Too late.");
  assert.match(wordsOf(null), /does not answer/);
});

test("a second question lets go of the first, whose answer changes nothing", async () => {
  const { asked, fetch } = server([done]);
  const request = new LookupRequest("c", () => {}, { fetch, every: 5, longest: 200 });
  const first = request.ask("/a/", {});
  const second = request.ask("/b/", {});
  await Promise.all([first, second]);
  assert.equal(request.status, "done");
  assert.equal(request.round, 2);
  assert.ok(asked.some(([, url]) => url === "/b/"));
});

test("a failed question can be asked again", async () => {
  const { fetch } = server([{ body: { status: "failed", error: "No." } }, done]);
  const request = new LookupRequest("c", () => {}, { fetch, every: 1, longest: 50 });
  await request.ask("/a/", {});
  assert.deepEqual([request.status, request.error], ["failed", "No."]);
  await request.again();
  assert.deepEqual([request.status, request.answer], ["done", { products: [1] }]);
});
