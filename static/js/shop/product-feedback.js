// What this viewer said about products: saved, and not like a garment. Shown at once, taken back if it cannot be kept.
const pair = (garment, product) => `${garment}:${product}`;

export class ProductFeedback extends EventTarget {
  constructor({ csrf = "", fetch = globalThis.fetch } = {}) {
    super();
    Object.assign(this, { csrf, fetch: fetch.bind(globalThis), api: "", saved: new Set(), disliked: new Set(), since: [] });
  }

  /** What was kept before; what is said while the answer is on its way stands. */
  async load(urls) {
    this.api = urls.api;
    this.since = [];
    const answer = await this.fetch(`${urls.title}feedback/`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { saved, disliked } = await answer.json();
    this.saved = new Set(saved);
    this.disliked = new Set(disliked.map(([garment, product]) => pair(garment, product)));
    this.since.forEach((change) => change());
    this.changed();
  }

  /** The same of some products by number, on a page that is about no one film. */
  async loadMarks(api, products) {
    this.api = api;
    const answer = await this.fetch(`${api}saved/marks/?ids=${[...new Set(products)]}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    this.saved = new Set((await answer.json()).saved);
    this.since.forEach((change) => change());
    this.changed();
  }

  isSaved(product) {
    return this.saved.has(product);
  }

  isDisliked(garment, product) {
    return this.disliked.has(pair(garment, product));
  }

  save(product, garment = null) {
    return this.put("saved", product, `saved/${product}/`, { garment });
  }

  unsave(product) {
    return this.drop("saved", product, `saved/${product}/`);
  }

  dislike(garment, product) {
    return this.put("disliked", pair(garment, product), `dislikes/${garment}/${product}/`, {});
  }

  undoDislike(garment, product) {
    return this.drop("disliked", pair(garment, product), `dislikes/${garment}/${product}/`);
  }

  put(name, key, path, body) {
    return this.keep("PUT", path, body, () => this[name].add(key), () => this[name].delete(key));
  }

  drop(name, key, path) {
    return this.keep("DELETE", path, {}, () => this[name].delete(key), () => this[name].add(key));
  }

  async keep(method, path, body, change, undo) {
    change();
    this.since.push(change);
    this.changed();
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
    const answer = await this.fetch(this.api + path, { method, headers, body: JSON.stringify(body) }).catch(() => null);
    if (answer?.ok) return true;
    undo();
    this.since.push(undo);
    this.changed();
    this.dispatchEvent(new CustomEvent("fault"));
    return false;
  }

  changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
