// The items of a reviewer: the one that is shown, and the next, which is fetched and held while that is looked at.
const MAX_LEFT_OUT = 100;

export class Queue {
  /** `fetchNext(leaveOut)` resolves to {item, waiting}; `release(garments)` lets go of what is not wanted. */
  constructor(fetchNext, release) {
    Object.assign(this, { fetchNext, release, shown: null, ahead: null, seen: [] });
  }

  /** The next item, or null; what was shown is not offered again. */
  async next() {
    const answer = await (this.ahead ?? this.ask());
    this.ahead = null;
    this.shown = answer.item;
    this.remember(answer.item?.garment.id);
    return answer;
  }

  /** Fetch the item after the one that is shown; a fault is told when it is needed. */
  prefetch() {
    if (!this.ahead && this.shown) {
      this.ahead = this.ask();
      this.ahead.catch(() => {
        this.ahead = null;
      });
    }
    return this.ahead;
  }

  /** Begin anew, as after another filter. */
  async restart() {
    const held = await this.held();
    Object.assign(this, { shown: null, ahead: null, seen: [] });
    if (held.length) await this.release(held);
  }

  /** Show an item that was fetched by itself; what was fetched ahead stays. */
  show(item) {
    this.shown = item;
    this.remember(item.garment.id);
  }

  /** The garments that are held for this reviewer. */
  async held() {
    const ahead = await Promise.resolve(this.ahead).catch(() => null);
    return [this.shown, ahead?.item].filter(Boolean).map((item) => item.garment.id);
  }

  ask() {
    return this.fetchNext(this.seen.slice(-MAX_LEFT_OUT));
  }

  remember(garment) {
    if (garment !== undefined && !this.seen.includes(garment)) this.seen.push(garment);
  }
}

/** The place of the first candidate from `from` on that nobody decided, or of the first of all; -1 where there is none. */
export function nextUndecided(candidates, from) {
  const waits = (candidate) => candidate.status === "suggested";
  const after = candidates.findIndex((candidate, place) => place >= from && waits(candidate));
  return after >= 0 ? after : candidates.findIndex(waits);
}
