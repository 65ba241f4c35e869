import assert from "node:assert/strict";
import test from "node:test";
import { secondsOf, thumbnailAt, thumbnailsOf } from "../../static/js/player/thumbnails.js";

const BASE = "https://films.example/stream/token/thumbs/index.vtt";
const FILE = `WEBVTT

00:00.000 --> 00:10.000
sheet0.jpg#xywh=0,0,160,90

00:10.000 --> 00:20.000
sheet0.jpg#xywh=160,0,160,90

01:00:20.000 --> 01:00:30.000
sheet1.jpg#xywh=0,90,160,90
`;

test("cues become parts of sheets, beside the file itself", () => {
  const found = thumbnailsOf(FILE, BASE);
  assert.equal(found.length, 3);
  assert.deepEqual(found[1], { start: 10, end: 20, url: "https://films.example/stream/token/thumbs/sheet0.jpg", x: 160, y: 0, w: 160, h: 90 });
  assert.equal(found[2].start, 3620);
});

test("lines that end as on Windows, cue names and notes are read", () => {
  const text = "WEBVTT\r\n\r\nNOTE drawn\r\n\r\n7\r\n00:01.000 --> 00:02.000\r\na.jpg#xywh=1,2,3,4\r\n";
  assert.deepEqual(thumbnailsOf(text, BASE).map(({ start, x, y, w, h }) => [start, x, y, w, h]), [[1, 1, 2, 3, 4]]);
});

test("a cue that points at no part of a sheet is left out", () => {
  assert.deepEqual(thumbnailsOf("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", BASE), []);
  assert.deepEqual(thumbnailsOf("", BASE), []);
});

test("the thumbnail of a time is the last that began", () => {
  const found = thumbnailsOf(FILE, BASE);
  const at = (t) => thumbnailAt(found, t).x;
  assert.deepEqual([at(0), at(9.99), at(10), at(3000)], [0, 0, 160, 160]);
  assert.equal(thumbnailAt(found, 9999), found[2]);
  assert.equal(thumbnailAt(found, -1), found[0]);
  assert.equal(thumbnailAt([], 3), null);
});

test("stamps with and without hours are seconds", () => {
  assert.deepEqual([secondsOf("01:02:03.500"), secondsOf("02:03.500")], [3723.5, 123.5]);
});
