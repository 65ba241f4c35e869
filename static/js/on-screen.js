// What is on screen at a moment. Pure: a timeline in, garments with boxes out.

const between = (from, to, part) => from + (to - from) * part;

/** The box of one appearance at time t, interpolated between the looks at it; null without any. */
export function boxAt(boxes, t) {
  if (!boxes.length) return null;
  let before = boxes[0];
  for (const box of boxes) {
    if (box.t > t) {
      if (box === before || box.t === before.t) return before;
      const part = Math.max(0, (t - before.t) / (box.t - before.t));
      return {
        x: between(before.x, box.x, part),
        y: between(before.y, box.y, part),
        w: between(before.w, box.w, part),
        h: between(before.h, box.h, part),
      };
    }
    before = box;
  }
  return before;
}

/** Garments on screen at t (seconds) that have something to show, each with its box, top to bottom. */
export function onScreen(timeline, t) {
  const found = [];
  for (const garment of timeline.garments) {
    if (!garment.matches.length) continue;
    const appearance = garment.appearances.find((one) => one.start <= t && t < one.end);
    const box = appearance && boxAt(appearance.boxes, t);
    if (box) found.push({ garment, box });
  }
  return found.sort((a, b) => a.box.y - b.box.y);
}

/** Stretches of the film [start, end] in which something can be shopped, joined where they touch. */
export function shoppable(timeline) {
  const appearances = timeline.garments
    .filter((garment) => garment.matches.length)
    .flatMap((garment) => garment.appearances.map((one) => [one.start, one.end]))
    .sort((a, b) => a[0] - b[0]);
  const joined = [];
  for (const [start, end] of appearances) {
    const last = joined.at(-1);
    if (last && start <= last[1] + 0.25) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
