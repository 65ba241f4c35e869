// Words: products at once from what shops say of them, then garments and products from what the model sees.
import { LookupRequest } from "./lookup-request.js";

const TYPING_MS = 250;
const MAX_PRODUCTS = 48;

export class WordsSearch {
  constructor(csrf, changed) {
    Object.assign(this, { changed, text: "", told: [], timer: 0, urls: null });
    this.request = new LookupRequest(csrf, changed);
  }

  /** Garments (ids) that look like the words. */
  get seen() {
    return this.request.answer?.garments ?? [];
  }

  /** What shops say first, then what only looks like it: the first answer stays where it is. */
  get products() {
    const known = new Set(this.told.map(({ id }) => id));
    return [...this.told, ...(this.request.answer?.products ?? []).filter(({ id }) => !known.has(id))].slice(0, MAX_PRODUCTS);
  }

  get waiting() {
    return this.request.status === "waiting" || Boolean(this.timer);
  }

  search(text) {
    if (text === this.text) return;
    this.text = text;
    this.told = [];
    this.request.stop();
    clearTimeout(this.timer);
    this.timer = text ? setTimeout(() => this.go(text), TYPING_MS) : 0;
  }

  async go(text) {
    this.timer = 0;
    this.request.ask(`${this.urls.title}words/`, { words: text });
    const answer = await fetch(`${this.urls.api}products/?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const told = answer?.ok ? await answer.json() : [];
    if (text !== this.text) return;
    this.told = told;
    this.changed();
  }
}
