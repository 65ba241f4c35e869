// Keys and buttons of a row of cards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reaches, stepOf } from "../../static/js/card-steps.js";

test("arrows move one card and stop at the ends", () => {
  assert.equal(stepOf("ArrowRight", 0, 5), 1);
  assert.equal(stepOf("ArrowRight", 4, 5), 0);
  assert.equal(stepOf("ArrowLeft", 0, 5), 0);
  assert.equal(stepOf("ArrowLeft", 3, 5), -1);
});

test("Home and End go to the first and the last card", () => {
  assert.equal(stepOf("Home", 3, 5), -3);
  assert.equal(stepOf("End", 1, 5), 3);
});

test("arrows follow the direction of writing", () => {
  assert.equal(stepOf("ArrowLeft", 1, 5, true), 1);
  assert.equal(stepOf("ArrowRight", 1, 5, true), -1);
});

test("other keys, and a focus outside of the cards, move nothing", () => {
  assert.equal(stepOf("Enter", 1, 5), null);
  assert.equal(stepOf("ArrowRight", -1, 5), null);
});

test("a button is of use where there is something to scroll to, in either direction of writing", () => {
  assert.deepEqual(reaches(0, 500, 500), [false, false]);
  assert.deepEqual(reaches(0, 500, 900), [false, true]);
  assert.deepEqual(reaches(200, 500, 900), [true, true]);
  assert.deepEqual(reaches(-400, 500, 900), [true, false]);
});
