// How fast an upload is, over the last seconds: what is told to people must neither jump nor lag for long.
const SPAN_MS = 8000;
const LEAST_MS = 1000;

export class Speed {
  #samples = [];

  /** So many bytes have been sent in all, at a time in milliseconds. Fewer than before begin anew. */
  add(bytes, now) {
    if (this.#samples.length && bytes < this.#samples.at(-1).bytes) this.#samples = [];
    this.#samples.push({ bytes, now });
    while (this.#samples.length > 2 && now - this.#samples[1].now >= SPAN_MS) this.#samples.shift();
  }

  /** Nothing is sent for now; what comes then is measured by itself. */
  stop() {
    this.#samples = [];
  }

  /** Bytes a second, or null while it is too early to tell. */
  get perSecond() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || last.now - first.now < LEAST_MS) return null;
    return (1000 * (last.bytes - first.bytes)) / (last.now - first.now);
  }

  /** Seconds that so many more bytes take, or null. */
  secondsFor(bytes) {
    const speed = this.perSecond;
    return speed ? bytes / speed : null;
  }
}
