import assert from "node:assert/strict";
import test from "node:test";
import { lendRequests } from "../../static/js/player/early-requests.js";

class Request extends EventTarget {
  constructor(readyState, status) {
    super();
    Object.assign(this, { readyState, status, response: new ArrayBuffer(8), responseURL: "u" });
  }
}

function lent(request, key = "bytes=0-7 u") {
  const asked = [];
  const ordinary = Object.assign(() => {}, { original: true, onRequest: "a hook" });
  const videojs = { xhr: (options) => asked.push(options.uri), Vhs: { xhr: ordinary } };
  lendRequests(videojs, new Map([[key, request]]));
  return { videojs, asked, options: { uri: "u", headers: { Range: "bytes=0-7" } } };
}

test("what is there already is handed over, later than the call, and once", async () => {
  const { videojs, asked, options } = lent(new Request(4, 206));
  const told = [];
  const request = videojs.Vhs.xhr(options, (error, { statusCode, body }) => told.push([error, statusCode, body.byteLength]));
  assert.ok(request instanceof Request);
  assert.deepEqual(told, []);
  await new Promise((done) => setTimeout(done, 5));
  assert.deepEqual(told, [[null, 206, 8]]);
  videojs.Vhs.xhr(options, () => {});
  assert.deepEqual(asked, ["u"]);
});

test("what is on its way is waited for", () => {
  const { videojs, options, asked } = lent(new Request(2, 206));
  const told = [];
  const request = videojs.Vhs.xhr(options, (error) => told.push(error));
  assert.deepEqual([told, asked], [[], []]);
  request.dispatchEvent(new Event("load"));
  assert.deepEqual(told, [null]);
});

test("what fails on its way is an error, as of any request", () => {
  const { videojs, options } = lent(new Request(1, 0));
  const told = [];
  videojs.Vhs.xhr(options, (error, { statusCode }) => told.push([error instanceof Error, statusCode])).dispatchEvent(new Event("error"));
  assert.deepEqual(told, [[true, 0]]);
});

test("what failed before, and other bytes, are asked for", () => {
  const refused = lent(new Request(4, 404));
  refused.videojs.Vhs.xhr(refused.options, () => {});
  const other = lent(new Request(4, 206), "bytes=8-9 u");
  other.videojs.Vhs.xhr(other.options, () => {});
  assert.deepEqual([refused.asked, other.asked], [["u"], ["u"]]);
});

test("VHS goes through it, and keeps its hooks", () => {
  const { videojs } = lent(new Request(4, 206));
  assert.deepEqual([videojs.Vhs.xhr.original, videojs.Vhs.xhr.onRequest], [false, "a hook"]);
});
