import assert from "node:assert/strict";
import test from "node:test";
import { BUSY, GONE, LOST, OFFLINE, UNKNOWN, recoveryStep } from "../../static/js/player/playback-errors.js";

test("an address that is refused is asked for again, once", () => {
  for (const status of [401, 403, 404, 410]) {
    assert.equal(recoveryStep({ status }), "refresh");
    assert.equal(recoveryStep({ status, refreshed: true }), GONE);
  }
});

test("without a network nothing is tried", () => {
  assert.equal(recoveryStep({ code: 2, online: false }), OFFLINE);
});

test("a film that comes through but cannot be decoded is played from the plain file, where there is one", () => {
  assert.equal(recoveryStep({ code: 4, status: 200, progressive: "/film.mp4" }), "progressive");
  assert.equal(recoveryStep({ code: 3, status: 200 }), UNKNOWN);
  assert.equal(recoveryStep({ code: 4, status: 200, hls: false, progressive: "/film.mp4" }), UNKNOWN);
});

test("a server that does not answer is said to be silent", () => {
  assert.equal(recoveryStep({ status: 0 }), LOST);
  assert.equal(recoveryStep({ code: 2, status: 502 }), "refresh");
  assert.equal(recoveryStep({ code: 2, status: 502, refreshed: true }), LOST);
});

test("an account that watches on too many devices is told so, and no address is asked for again", () => {
  assert.equal(recoveryStep({ code: 4, status: 429, progressive: "/film.mp4" }), BUSY);
  assert.equal(recoveryStep({ status: 429, refreshed: true }), BUSY);
});
