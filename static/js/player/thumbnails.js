// Small pictures for the seek bar: WebVTT whose cues point at parts of sheets ("sheet0.jpg#xywh=0,0,160,90").

const SPAN = /^((?:\d+:)?\d{2}:\d{2}\.\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}\.\d{3})/;
const PART = /#xywh=(\d+),(\d+),(\d+),(\d+)$/;

/** Seconds of "01:02:03.500" or "02:03.500". */
export function secondsOf(stamp) {
  return stamp.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** [{start, end, url, x, y, w, h}] of a thumbnail file, in order; `base` is the file's own full address. */
export function thumbnailsOf(text, base) {
  const found = [];
  for (const block of text.replaceAll("\r\n", "\n").split("\n\n")) {
    const lines = block.split("\n").filter(Boolean);
    const at = lines.findIndex((line) => SPAN.test(line));
    const part = PART.exec(lines[at + 1]?.trim() ?? "");
    if (at < 0 || !part) continue;
    const [, start, end] = SPAN.exec(lines[at]);
    const [x, y, w, h] = part.slice(1).map(Number);
    const url = new URL(lines[at + 1].trim().replace(PART, ""), base).href;
    found.push({ start: secondsOf(start), end: secondsOf(end), url, x, y, w, h });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The thumbnail at t seconds: the last that began; the first before any began; null where there is none. */
export function thumbnailAt(thumbnails, t) {
  let low = 0;
  let high = thumbnails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thumbnails[middle].start <= t) low = middle + 1;
    else high = middle;
  }
  return thumbnails[Math.max(0, low - 1)] ?? null;
}
