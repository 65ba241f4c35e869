// What a viewer chose once and wants everywhere: kept in this browser, and with the profile of whoever is signed in.

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
  captionStyle: [null, (value) => value === null || (typeof value === "object" && !Array.isArray(value))], // of Video.js
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
  /** `kept` is what the profile has, which counts before what this browser has; `save` sends what is chosen to it. */
  constructor(storage, kept = {}, save = null) {
    Object.assign(this, { storage, save });
    this.values = preferencesOf(JSON.stringify({ ...preferencesOf(this.read()), ...kept }));
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
    this.save?.(name, value);
    try {
      this.storage.setItem(KEY, JSON.stringify(this.values));
    } catch {
      // it holds for this page
    }
  }
}
