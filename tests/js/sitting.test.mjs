import assert from "node:assert/strict";
import test from "node:test";
import { Sitting } from "../../static/js/player/sitting.js";

test("before anything played there is nothing to save", () => {
  assert.equal(new Sitting("a").payload(0), null);
});

test("a save says where, which sitting, which save of it, and how long ago", () => {
  const sitting = new Sitting("a");
  sitting.heard(12.5, 1000);
  assert.deepEqual(sitting.payload(4000), { position: 12.5, sitting: "a", sequence: 1, age: 3 });
});

test("what was saved is not saved again, so a page that only lies there says nothing", () => {
  const sitting = new Sitting("a");
  sitting.heard(12.5, 1000);
  sitting.payload(1000);
  sitting.heard(12.6, 1100);
  assert.equal(sitting.payload(999_000), null);
});

test("a position does not grow young by being heard again", () => {
  const sitting = new Sitting("a");
  sitting.heard(12.5, 1000);
  sitting.heard(12.5, 61_000);
  assert.equal(sitting.payload(61_000).age, 60);
});

test("the numbers of saves grow", () => {
  const sitting = new Sitting("a");
  const numbers = [1, 2, 3].map((at) => (sitting.heard(at, at), sitting.payload(at).sequence));
  assert.deepEqual(numbers, [1, 2, 3]);
});

test("a save that was lost is offered again, older by then and with a new number", () => {
  const sitting = new Sitting("a");
  sitting.heard(12.5, 0);
  sitting.payload(0);
  sitting.lost();
  assert.deepEqual(sitting.payload(9000), { position: 12.5, sitting: "a", sequence: 2, age: 9 });
});

test("going back to the beginning is news as well", () => {
  const sitting = new Sitting("a");
  sitting.heard(30, 0);
  sitting.payload(0);
  sitting.heard(0, 10);
  assert.equal(sitting.payload(10).position, 0);
});
