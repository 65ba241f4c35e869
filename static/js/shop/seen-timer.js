// Tells when an element was really seen: half of it in view for a second.
const PART = 0.5;
const MS = 1000;

export class SeenTimer {
  /** `told(element)` is called once an element. */
  constructor(told, { Observer = globalThis.IntersectionObserver, delay = (act, ms) => setTimeout(act, ms), cancel = (timer) => clearTimeout(timer) } = {}) {
    Object.assign(this, { told, delay, cancel, timers: new Map(), watched: new WeakSet() });
    this.observer = new Observer((entries) => entries.forEach((entry) => this.changed(entry)), { threshold: PART });
  }

  watch(element) {
    if (this.watched.has(element)) return;
    this.watched.add(element);
    this.observer.observe(element);
  }

  changed({ target, intersectionRatio }) {
    this.cancel(this.timers.get(target));
    this.timers.delete(target);
    if (intersectionRatio < PART) return;
    const seen = () => {
      this.timers.delete(target);
      this.observer.unobserve(target);
      this.told(target);
    };
    this.timers.set(target, this.delay(seen, MS));
  }
}
