import assert from "node:assert/strict";
import test from "node:test";
import { firstRanges } from "../../static/js/player/first-ranges.js";

const ADDRESS = "http://site/stream/T/hls/k/0.m3u8";
const PLAYLIST = `#EXTM3U
#EXT-X-MAP:URI="0.m4s",BYTERANGE="846@0"
#EXTINF:4.000000,
#EXT-X-BYTERANGE:100@846
0.m4s
#EXTINF:4.000000,
#EXT-X-BYTERANGE:50@946
0.m4s
#EXT-X-ENDLIST
`;

test("the initialization section and the first segment, as Range headers name them", () => {
  assert.deepEqual(firstRanges(PLAYLIST, ADDRESS), [
    { url: "http://site/stream/T/hls/k/0.m4s", range: "bytes=0-845" },
    { url: "http://site/stream/T/hls/k/0.m4s", range: "bytes=846-945" },
  ]);
});

test("a playlist without byte ranges, or none at all, names nothing", () => {
  assert.deepEqual(firstRanges("#EXTM3U\n#EXTINF:4,\n0.ts\n", ADDRESS), []);
  assert.deepEqual(firstRanges("", ADDRESS), []);
});
