// Qualities of a film: one for each height that its renditions have.

/** The size people name a picture by: its shorter side, also where the film is upright. */
export const nameOf = ({ width, height }) => Math.min(width || height, height);

/** Heights that can be chosen, largest first. */
export function heightsOf(representations) {
  return [...new Set(representations.map(nameOf).filter(Boolean))].sort((a, b) => b - a);
}

/** The kept height where this film has it, else the next smaller one; 0, the player's choice, stays 0. */
export function nearestHeight(heights, wanted) {
  if (!wanted || !heights.length) return 0;
  return heights.find((height) => height <= wanted) ?? heights.at(-1);
}

/** Let only renditions of a height be played; all of them at 0. */
export function holdTo(representations, height) {
  for (const one of representations) {
    const wanted = height === 0 || nameOf(one) === height;
    if (one.enabled() !== wanted) one.enabled(wanted);
  }
}
