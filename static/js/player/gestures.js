// What fingers mean on the picture. Pure: places and times in, meanings out.
const BETWEEN_MS = 320;
const EDGE = 0.38;
const STEP = 10;
const MIN_SWIPE = 48;
const MAX_SWIPE_MS = 800;

/** Tells single taps from double taps at the left and right of the picture. */
export class Taps {
  last = null;

  /**
   * A tap at `x` (0..1 of the width) at `now` (ms): the seconds to seek so far, below 0 to the left, when it follows
   * one on the same side soon enough, else 0. Each further tap adds ten seconds.
   */
  tap(x, now) {
    const side = x < EDGE ? -1 : x > 1 - EDGE ? 1 : 0;
    const follows = this.last && side && side === this.last.side && now - this.last.now < BETWEEN_MS;
    const count = follows ? this.last.count + 1 : 0;
    this.last = { side, now, count };
    return side * count * STEP || 0;
  }
}

/** "up", "down", "left" or "right" of a finger that went (dx, dy) pixels within `ms`; "" where it was no swipe. */
export function swipeOf(dx, dy, ms) {
  const across = Math.abs(dx);
  const along = Math.abs(dy);
  if (ms > MAX_SWIPE_MS || Math.max(across, along) < MIN_SWIPE) return "";
  if (along > 1.5 * across) return dy < 0 ? "up" : "down";
  if (across > 1.5 * along) return dx < 0 ? "left" : "right";
  return "";
}
