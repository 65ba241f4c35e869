import assert from "node:assert/strict";
import test from "node:test";
import { density, level, stretches } from "../../static/js/shop/density.js";
import { momentOf } from "../../static/js/shop/moment-link.js";
import { afterStroke } from "../../static/js/shop/bottom-sheet.js";

const garment = (stays, matches = [1]) => ({ matches, appearances: stays.map(([start, end]) => ({ start, end })) });
const film = { garments: [garment([[0, 20], [10, 15]]), garment([[10, 40]]), garment([[0, 100]], [])] };

test("parts count the garments with products that are on screen, each once", () => {
  assert.deepEqual(density(film, 100, 10), [1, 2, 1, 1, 0, 0, 0, 0, 0, 0]);
});

test("a stay beyond the end counts to the last part", () => {
  assert.deepEqual(density({ garments: [garment([[90, 130]])] }, 100, 4), [0, 0, 0, 1]);
});

test("neighbours of one level are joined and gaps left out", () => {
  assert.deepEqual(stretches([1, 1, 2, 0, 2]), [
    { count: 1, from: 0, to: 0.4 },
    { count: 2, from: 0.4, to: 0.6 },
    { count: 2, from: 0.8, to: 1 },
  ]);
});

test("an address asks for a moment, or does not", () => {
  assert.equal(momentOf("?t=12.5"), 12.5);
  assert.equal(momentOf("?a=1&t=0"), 0);
  for (const search of ["", "?t=", "?t=-1", "?t=1e9", "?t=x", "?t=12;alert(1)"]) assert.equal(momentOf(search), null);
});

test("a stroke on the sheet's handle makes it full, half, or closes it", () => {
  assert.equal(afterStroke(false, -80, 500), "full");
  assert.equal(afterStroke(true, 80, 700), "half");
  assert.equal(afterStroke(true, 400, 700), "close");
  assert.equal(afterStroke(false, 80, 500), "close");
  assert.equal(afterStroke(false, 10, 500), "");
});

test("more garments stand higher, the most at the top", () => {
  assert.deepEqual([1, 2, 3, 5].map((count) => level(count, 5)), [0, 0.25, 0.5, 1]);
  assert.equal(level(1, 1), 0);
});
