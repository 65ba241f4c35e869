import assert from "node:assert/strict";
import { test } from "node:test";
import { EventQueue, linked, openedRow } from "../../static/js/events.js";
import { SeenTimer } from "../../static/js/shop/seen-timer.js";

globalThis.location ??= { href: "https://films.example/watch/reel/" };

function queue({ sent = [], works = () => true } = {}) {
  const clock = { now: 0 };
  const made = new EventQueue((events) => (works() ? (sent.push(events), true) : false), () => clock.now);
  return { made, sent, clock };
}

test("events wait for a batch and tell how long ago they were", () => {
  const { made, sent, clock } = queue();
  made.add({ kind: "row_seen", garment: 1 });
  clock.now = 2_500;
  made.add({ kind: "card_seen", garment: 1, product: 2 });
  assert.equal(sent.length, 0);
  made.flush();
  assert.deepEqual(sent, [[{ kind: "row_seen", garment: 1, age: 2.5 }, { kind: "card_seen", garment: 1, product: 2, age: 0 }]]);
});

test("the same event is told once a page", () => {
  const { made, sent } = queue();
  made.add({ kind: "row_seen", garment: 1 });
  made.flush();
  made.add({ kind: "row_seen", garment: 1 });
  made.flush();
  assert.equal(sent.length, 1);
});

test("a full batch is sent at once", () => {
  const { made, sent } = queue();
  for (let number = 1; number <= 25; number += 1) made.add({ kind: "row_seen", garment: number });
  assert.equal(sent[0].length, 25);
});

test("what could not be sent waits for the next time", () => {
  let works = false;
  const { made, sent } = queue({ works: () => works });
  made.add({ kind: "row_seen", garment: 1 });
  made.flush();
  works = true;
  made.flush();
  assert.equal(sent.length, 1);
});

test("a link to a shop names its product and the garment beside it", () => {
  assert.deepEqual(linked({ href: "https://films.example/go/12/?g=3" }), { product: 12, garment: 3 });
  assert.deepEqual(linked({ href: "https://films.example/go/12/" }), { product: 12 });
  assert.equal(linked({ href: "https://films.example/go/about/" }), null);
});

test("a row is opened when the rest of its products is shown, not when it is hidden again", () => {
  const row = { dataset: { garmentRow: "3" } };
  assert.equal(openedRow({ open: true, closest: () => row }), "3");
  assert.equal(openedRow({ open: false, closest: () => row }), null);
  assert.equal(openedRow({ open: true, closest: () => null }), null);
});

function seen() {
  const told = [];
  const waiting = new Map();
  class Observer {
    constructor(changed) {
      this.changed = changed;
    }
    observe() {}
    unobserve() {}
  }
  let number = 0;
  const delay = (act) => (waiting.set((number += 1), act), number);
  const timer = new SeenTimer((element) => told.push(element), { Observer, delay, cancel: (one) => waiting.delete(one) });
  return { timer, told, pass: () => [...waiting.values()].forEach((act) => act()) };
}

test("an element is seen when half of it was in view for a second", () => {
  const { timer, told, pass } = seen();
  const card = {};
  timer.watch(card);
  timer.changed({ target: card, intersectionRatio: 0.6 });
  assert.deepEqual(told, []);
  pass();
  assert.deepEqual(told, [card]);
});

test("an element that leaves before was not seen", () => {
  const { timer, told, pass } = seen();
  timer.changed({ target: "card", intersectionRatio: 0.6 });
  timer.changed({ target: "card", intersectionRatio: 0.1 });
  pass();
  assert.deepEqual(told, []);
});
