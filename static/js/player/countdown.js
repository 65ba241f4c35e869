/** Counts whole seconds down: `tick(left)` at once and each second, `done()` at 0. It can be held and cancelled. */
export class Countdown {
  constructor(seconds, { tick, done, set = setInterval, clear = clearInterval }) {
    Object.assign(this, { left: seconds, tick, done, clear, held: false });
    tick(seconds);
    this.timer = set(() => this.second(), 1000);
  }

  second() {
    if (this.held || this.timer === null) return;
    this.left -= 1;
    this.tick(this.left);
    if (this.left > 0) return;
    this.cancel();
    this.done();
  }

  cancel() {
    if (this.timer !== null) this.clear(this.timer);
    this.timer = null;
  }
}
