// How often the page asks the site how far the work is: soon after a change, ever more seldom while nothing changes.
export const SOONEST_MS = 1000;
export const LATEST_MS = 10_000;
const GROWTH = 1.5;

/** Milliseconds until the next question, after the one before; `changed`: its answer was another than the last. */
export function nextPause(before, changed) {
  return changed ? SOONEST_MS : Math.min(LATEST_MS, Math.max(SOONEST_MS, before * GROWTH));
}
