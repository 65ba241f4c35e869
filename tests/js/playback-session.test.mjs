import assert from "node:assert/strict";
import test from "node:test";
import { PlaybackSession } from "../../static/js/player/playback-session.js";

test("before anything played there is nothing to save", () => {
  assert.equal(new PlaybackSession("a").payload(0), null);
});

test("a save says where, which session, which save of it, and how long ago", () => {
  const session = new PlaybackSession("a");
  session.heard(12.5, 1000);
  assert.deepEqual(session.payload(4000), { position: 12.5, playback_session: "a", sequence: 1, age: 3 });
});

test("what was saved is not saved again, so a page that only lies there says nothing", () => {
  const session = new PlaybackSession("a");
  session.heard(12.5, 1000);
  session.payload(1000);
  session.heard(12.6, 1100);
  assert.equal(session.payload(999_000), null);
});

test("a position does not grow young by being heard again", () => {
  const session = new PlaybackSession("a");
  session.heard(12.5, 1000);
  session.heard(12.5, 61_000);
  assert.equal(session.payload(61_000).age, 60);
});

test("the numbers of saves grow", () => {
  const session = new PlaybackSession("a");
  const numbers = [1, 2, 3].map((at) => (session.heard(at, at), session.payload(at).sequence));
  assert.deepEqual(numbers, [1, 2, 3]);
});

test("a save that was lost is offered again, older by then and with a new number", () => {
  const session = new PlaybackSession("a");
  session.heard(12.5, 0);
  session.payload(0);
  session.lost();
  assert.deepEqual(session.payload(9000), { position: 12.5, playback_session: "a", sequence: 2, age: 9 });
});

test("going back to the beginning is news as well", () => {
  const session = new PlaybackSession("a");
  session.heard(30, 0);
  session.payload(0);
  session.heard(0, 10);
  assert.equal(session.payload(10).position, 0);
});
