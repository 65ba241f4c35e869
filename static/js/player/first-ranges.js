// What a media playlist of byte ranges (RFC 8216, 4.3.2.2 and 4.3.2.5) names first. Pure: its text in, ranges out.
const MAP = /^#EXT-X-MAP:URI="([^"]+)",BYTERANGE="(\d+)@(\d+)"/m;
const SEGMENT = /^#EXT-X-BYTERANGE:(\d+)@(\d+)\s+(?!#)(\S+)/m;

/** The initialization section and the first segment: [{url, range}], `range` as a Range header has it. */
export function firstRanges(text, address) {
  const [, mapUri, mapLength, mapStart] = MAP.exec(text) ?? [];
  const [, length, start, uri] = SEGMENT.exec(text) ?? [];
  const found = [];
  if (mapUri) found.push(rangeOf(mapUri, mapLength, mapStart, address));
  if (uri) found.push(rangeOf(uri, length, start, address));
  return found;
}

function rangeOf(uri, length, start, address) {
  const last = Number(start) + Number(length) - 1;
  return { url: new URL(uri, address).href, range: `bytes=${start}-${last}` };
}
