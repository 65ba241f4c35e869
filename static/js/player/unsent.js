// Positions that the server could not keep, as when its disk is full: they stay in this browser, under the profile that
// watched, and are sent again with what that profile plays next. Where all is well nothing is kept here.

const KEY = "trendflix.unsent";
const MAX_KEPT = 20;
const MAX_AGE_MS = 7 * 24 * 3600 * 1000;
const LATER = [408, 429];

/** Whether the same position may be kept later: no answer, a server that fails or is full, too many at once. */
export const mayPass = (status) => status === 0 || status >= 500 || LATER.includes(status);

export class Unsent {
  /** `storage` may be null; `profile` names whose positions these are; `now` tells milliseconds that outlive the page. */
  constructor(storage, profile, now = () => Date.now()) {
    Object.assign(this, { storage, profile, now });
  }

  /** A position of `playback-session.js` was not kept at `url`. */
  keep(url, payload) {
    const { age, ...rest } = payload;
    this.#write([...this.#kept().filter((one) => !this.#is(one, url)), { profile: this.profile, url, at: this.now() - age * 1000, ...rest }]);
  }

  /** The server has a position of `url` that is as new, or takes none. */
  drop(url) {
    const kept = this.#kept();
    const left = kept.filter((one) => !this.#is(one, url));
    if (left.length !== kept.length) this.#write(left);
  }

  /** Seconds into the film of `url`; null where nothing waits. */
  position(url) {
    return this.#kept().find((one) => this.#is(one, url))?.position ?? null;
  }

  /** Send what waits: `send(url, payload)` gives the answer's status. Ends at the first that must wait longer. */
  async sendAll(send) {
    for (const { profile, url, at, ...rest } of this.#kept().filter((one) => one.profile === this.profile)) {
      if (mayPass(await send(url, { ...rest, age: Math.max(0, (this.now() - at) / 1000) }))) return;
      this.drop(url);
    }
  }

  #is(one, url) {
    return one.profile === this.profile && one.url === url;
  }

  #kept() {
    try {
      const kept = JSON.parse(this.storage.getItem(KEY) ?? "[]");
      return kept.filter((one) => one.url.startsWith("/") && this.now() - one.at < MAX_AGE_MS);
    } catch {
      return []; // no storage, or something else's
    }
  }

  #write(kept) {
    try {
      kept.length ? this.storage.setItem(KEY, JSON.stringify(kept.slice(-MAX_KEPT))) : this.storage.removeItem(KEY);
    } catch {
      // it is lost with this page
    }
  }
}
