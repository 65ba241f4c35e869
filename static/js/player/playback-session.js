// One playback session: what a page says of how far its viewer got, so that no older page overwrites a newer one.
// A save carries the session's name, a number that grows, and how many seconds ago the position was true; the server
// keeps the newest moment. Ages come from this machine's own clock, so clocks of two devices need not agree.

const MIN_STEP = 0.5;

export class PlaybackSession {
  /** `name` is this page's own; times are milliseconds of any clock that only goes forward. */
  constructor(name) {
    Object.assign(this, { name, sequence: 0, position: null, heardAt: 0, saved: null });
  }

  /** The film was at `position` seconds at `now`, by playing or by the viewer's hand. */
  heard(position, now) {
    if (position === this.position) return;
    this.position = position;
    this.heardAt = now;
  }

  /** What to save at `now`, or null where nothing new was heard since the last save. */
  payload(now) {
    if (this.position === null || (this.saved !== null && Math.abs(this.position - this.saved) < MIN_STEP)) return null;
    this.saved = this.position;
    this.sequence += 1;
    const age = Math.max(0, (now - this.heardAt) / 1000);
    return { position: this.position, playback_session: this.name, sequence: this.sequence, age };
  }

  /** A save was lost: the position is offered again. */
  lost() {
    this.saved = null;
  }
}
