import assert from "node:assert/strict";
import test from "node:test";
import { chapterAt, chapterMarks, chapterSpans } from "../../static/js/player/chapters.js";
import { inCredits, skipAt } from "../../static/js/player/markers.js";

const CHAPTERS = [{ start: 0, title: "Dusk" }, { start: 10, title: "Roof" }, { start: 30, title: "Quay" }];

test("a chapter runs until the next begins", () => {
  assert.deepEqual([0, 9.9, 10, 99].map((t) => chapterAt(CHAPTERS, t).title), ["Dusk", "Dusk", "Roof", "Quay"]);
  assert.deepEqual(chapterSpans(CHAPTERS, 40).map(({ start, end }) => [start, end]), [[0, 10], [10, 30], [30, 40]]);
});

test("before the first chapter, and without any, there is none", () => {
  assert.equal(chapterAt([{ start: 5, title: "Late" }], 1), null);
  assert.equal(chapterAt([], 1), null);
  assert.deepEqual(chapterMarks([], 40), []);
});

test("marks stand where chapters begin, not at the film's own beginning or past its end", () => {
  assert.deepEqual(chapterMarks([...CHAPTERS, { start: 50, title: "Lost" }], 40), [0.25, 0.75]);
});

const MARKERS = { recap: [0, 8], intro: [8, 20], credits: 100 };

test("what runs now can be skipped to its end", () => {
  assert.deepEqual(skipAt(MARKERS, 3), { name: "recap", words: "Skip recap", to: 8 });
  assert.deepEqual(skipAt(MARKERS, 8), { name: "intro", words: "Skip intro", to: 20 });
});

test("a stretch that is nearly over, or was never marked, is not worth a button", () => {
  assert.deepEqual([skipAt(MARKERS, 19), skipAt(MARKERS, 50), skipAt({ intro: null, recap: null }, 3), skipAt(null, 3)], [null, null, null, null]);
});

test("credits begin where somebody said so", () => {
  assert.deepEqual([inCredits(MARKERS, 99), inCredits(MARKERS, 100), inCredits({ credits: null }, 999), inCredits({ credits: 0 }, 0)], [false, true, false, true]);
});
