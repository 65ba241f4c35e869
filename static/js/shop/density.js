// Where in a film garments come, and how many. Pure: a timeline in, levels out.

/** How many garments with products are on screen in each of `parts` equal parts of the film. */
export function density(timeline, duration, parts) {
  const counts = new Array(parts).fill(0);
  for (const garment of timeline.garments) {
    if (!garment.matches.length) continue;
    const seen = new Set();
    for (const { start, end } of garment.appearances) {
      const last = Math.min(parts - 1, Math.max(0, Math.ceil((end / duration) * parts) - 1));
      for (let part = Math.max(0, Math.floor((start / duration) * parts)); part <= last; part++) seen.add(part);
    }
    for (const part of seen) counts[part]++;
  }
  return counts;
}

/** Neighbouring parts of one level, joined: [{from, to, count}], parts of the film (0..1); empty stretches left out. */
export function stretches(counts) {
  const found = [];
  counts.forEach((count, part) => {
    const last = found.at(-1);
    if (count && last?.count === count && last.until === part) last.until = part + 1;
    else if (count) found.push({ count, begin: part, until: part + 1 });
  });
  return found.map(({ count, begin, until }) => ({ count, from: begin / counts.length, to: until / counts.length }));
}

/** How high (0..1) so many garments stand where `most` are at once; one garment stands at the bottom. */
export const level = (count, most) => (most > 1 ? (Math.min(count, most) - 1) / (most - 1) : 0);
