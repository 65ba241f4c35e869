import assert from "node:assert/strict";
import test from "node:test";
import { wordsOf } from "../../static/js/review/api.js";
import { actOf, KEYS } from "../../static/js/review/keys.js";
import { nextUndecided, Queue } from "../../static/js/review/queue.js";

const item = (id) => ({ garment: { id } });

/** A queue over some items; it notes what was asked and let go of. */
function queueOf(...ids) {
  const asked = [];
  const released = [];
  const next = async (leaveOut) => {
    asked.push(leaveOut);
    const id = ids.find((one) => !leaveOut.includes(one));
    return { item: id === undefined ? null : item(id), waiting: ids.length };
  };
  return { asked, released, queue: new Queue(next, async (garments) => released.push(...garments)) };
}

test("the next item is fetched while one is looked at, and shown without another request", async () => {
  const { queue, asked } = queueOf(1, 2);
  assert.equal((await queue.next()).item.garment.id, 1);
  await queue.prefetch();
  assert.deepEqual(asked, [[], [1]]);
  assert.equal((await queue.next()).item.garment.id, 2);
  assert.equal(asked.length, 2);
  assert.equal((await queue.next()).item, null);
});

test("another filter lets go of what is held", async () => {
  const { queue, released } = queueOf(1, 2);
  await queue.next();
  await queue.prefetch();
  await queue.restart();
  assert.deepEqual(released, [1, 2]);
  assert.equal((await queue.next()).item.garment.id, 1);
});

test("a fault while fetching ahead is told when the item is needed", async () => {
  let works = true;
  const queue = new Queue(async () => {
    if (!works) throw new Error("no network");
    return { item: item(1) };
  }, async () => null);
  await queue.next();
  works = false;
  queue.prefetch();
  await new Promise((done) => setTimeout(done, 0));
  await assert.rejects(queue.next(), /no network/);
});

test("after a decision the next undecided candidate is chosen, from the front again at the end", () => {
  const of = (...words) => words.map((status) => ({ status }));
  assert.equal(nextUndecided(of("approved", "suggested", "suggested"), 1), 1);
  assert.equal(nextUndecided(of("suggested", "rejected", "rejected"), 2), 0);
  assert.equal(nextUndecided(of("pinned", "rejected"), 0), -1);
});

test("keys act, but not in fields and not with keys of the browser", () => {
  const press = (key, more = {}) => actOf({ key, target: null, ...more });
  assert.deepEqual(press("a"), { act: "approve" });
  assert.deepEqual(press("R"), { act: "reject-all" });
  assert.deepEqual(press("9"), { act: "choose", place: 8 });
  assert.deepEqual(press("ArrowLeft"), { act: "move", place: -1 });
  assert.equal(press("a", { ctrlKey: true }), null);
  assert.equal(press("a", { target: { closest: () => ({}) } }), null);
  assert.equal(press("0"), null);
  assert.equal(new Set(KEYS.map(([key]) => key)).size, KEYS.length);
});

test("a refusal says what the server says", () => {
  assert.equal(wordsOf({ detail: "rose has decided" }), "rose has decided");
  assert.equal(wordsOf({ category: ["no choice", "x"] }), "no choice");
  assert.equal(wordsOf(null), "");
});
