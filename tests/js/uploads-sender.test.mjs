import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { causeOf, isPassing } from "../../static/js/uploads/failures.js";
import { startWaiting } from "../../static/js/uploads/queue.js";
import { Sender } from "../../static/js/uploads/sender.js";

const answered = (status, body = "") => ({ originalResponse: { getStatus: () => status, getBody: () => body } });
const file = (isThere = true) => ({
  slice: () => ({ arrayBuffer: async () => (isThere ? new ArrayBuffer(1) : Promise.reject(new Error("gone"))) }),
});
const known = (offset = 0) => ({ id: "1", name: "film.mp4", url: "/tus/1/", size: 100, offset });
let made, seen;

beforeEach(() => {
  made = [];
  seen = [];
  globalThis.addEventListener = globalThis.removeEventListener = () => {};
  globalThis.document = { cookie: "csrftoken=abc", querySelector: () => null };
  globalThis.tus = {
    Upload: class {
      started = 0;
      constructor(of, options) {
        Object.assign(this, { options });
        made.push(this);
      }
      start() { this.started += 1; }
      async abort() { this.aborted = true; }
    },
  };
});
afterEach(() => {
  delete globalThis.tus;
  delete globalThis.document;
});

const sender = (of = file(), offset = 0) => new Sender(of, known(offset), 10, (one) => seen.push(one.state));

test("a file goes to the address that the site gave, in pieces, with the token as it is then", () => {
  sender().start();
  const { options } = made[0];
  assert.deepEqual([options.uploadUrl, options.chunkSize], ["/tus/1/", 10]);
  const headers = {};
  options.onBeforeRequest({ setHeader: (name, value) => (headers[name] = value) });
  assert.deepEqual(headers, { "X-CSRFToken": "abc" });
});

test("what was sent never shrinks, and ends as done", () => {
  const one = sender(file(), 30);
  one.start();
  made[0].options.onProgress(60);
  made[0].options.onProgress(40);
  assert.deepEqual([one.sent, one.left, one.isMoving], [60, 40, true]);
  made[0].options.onSuccess();
  assert.deepEqual([one.state, one.sent, one.isMoving], ["done", 100, false]);
});

test("a pause stops it and a start goes on with the same upload", () => {
  const one = sender();
  one.start();
  one.pause();
  assert.deepEqual([one.state, made[0].aborted], ["paused", true]);
  one.start();
  assert.deepEqual([made.length, made[0].started, one.state], [1, 2, "sending"]);
});

test("without a connection it waits and goes on by itself, and is never said to have failed", async () => {
  const one = sender();
  one.start();
  await made[0].options.onError(new Error("no answer"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(one.state, "offline");
  assert.equal(one.cause, "There is no connection to the server.");
  one.online();
  assert.deepEqual([one.state, made.length], ["sending", 2]);
  one.end();
});

test("a full disk is said in the server's words, and asked again after a while by itself", async () => {
  const one = sender();
  one.start();
  await made[0].options.onError(answered(507, "film.mp4: the disk is full"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([one.state, one.cause, one.isMoving], ["offline", "film.mp4: the disk is full", true]);
  one.end();
});

test("what the server refuses fails with the server's words", async () => {
  const one = sender();
  one.start();
  await made[0].options.onError(answered(415, "film.mp4: not what its name says"));
  assert.deepEqual([one.state, one.cause], ["failed", "film.mp4: not what its name says"]);
});

test("a file that cannot be read any more fails and says so", async () => {
  const one = sender(file(false));
  one.start();
  await made[0].options.onError(new Error("no answer"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(one.state, "failed");
  assert.match(one.cause, /cannot be read any more/);
});

test("busy, broken and restarting servers pass; refusals and a full disk do not within seconds", () => {
  assert.deepEqual([0, 408, 409, 423, 429, 500, 502, 503].map((status) => isPassing(answered(status))), Array(8).fill(true));
  assert.deepEqual([400, 403, 404, 410, 413, 415, 507].map((status) => isPassing(answered(status))), Array(7).fill(false));
});

test("a cause without words of the server's is told by its status", () => {
  assert.match(causeOf(answered(403, "<html>")), /sign in again/);
  assert.match(causeOf(answered(404, "There is no such upload.")), /no more/);
  assert.match(causeOf(answered(410, "film.mp4: the upload has expired")), /expired/);
  assert.match(causeOf(answered(400)), /\(400\)/);
});

test("a few files are sent at a time, in their order", () => {
  const senders = ["done", "waiting", "sending", "paused", "waiting", "waiting"].map((state) => ({
    state, started: false, get isMoving() { return this.state === "sending"; }, start() { this.started = true; },
  }));
  startWaiting(senders, 2);
  assert.deepEqual(senders.map((one) => one.started), [false, true, false, false, false, false]);
});
