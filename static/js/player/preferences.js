// What a viewer chose once and wants everywhere: kept in this browser, never sent.

const KEY = "trendflix.player";
const number = (least, most) => (value) => typeof value === "number" && value >= least && value <= most;
const words = (value) => typeof value === "string" && value.length <= 60;
const flag = (value) => typeof value === "boolean";

/** Name → [what holds until something is chosen, whether a kept value can be believed]. */
const PREFERENCES = {
  volume: [1, number(0, 1)],
  muted: [false, flag],
  rate: [1, number(0.25, 4)],
  captions: [null, (value) => value === null || words(value)], // a language, "" for none, null for nothing chosen
  audio: ["", words],
  height: [0, number(0, 10_000)], // 0 lets the player choose
  fill: [false, flag],
};

/** Preferences of kept text; what cannot be believed is as if it had not been chosen. */
export function preferencesOf(text) {
  let kept = {};
  try {
    kept = JSON.parse(text ?? "{}") ?? {};
  } catch {
    // kept by something else; begin again
  }
  const pick = ([name, [usual, believed]]) => [name, believed(kept[name]) ? kept[name] : usual];
  return Object.fromEntries(Object.entries(PREFERENCES).map(pick));
}

/** This browser's storage, or null where it has none to give. */
export function browserStorage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

export class Preferences {
  constructor(storage) {
    this.storage = storage;
    this.values = preferencesOf(this.read());
  }

  read() {
    try {
      return this.storage.getItem(KEY);
    } catch {
      return null; // nothing is kept here, as in some private windows
    }
  }

  get(name) {
    return this.values[name];
  }

  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    try {
      this.storage.setItem(KEY, JSON.stringify(this.values));
    } catch {
      // it holds for this page
    }
  }
}
