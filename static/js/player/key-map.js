// What each key does, and the list that people see under `?`. Pure: a key and where it was pressed in, an act out.
import { gettext } from "../i18n.js";

/** Rows of the list: what it says, the keys as they are shown, and key → [act, value]. */
export const KEYS = [
  { words: gettext("Play or pause"), shown: [gettext("Space"), "K"], acts: { " ": ["toggle"], k: ["toggle"] } },
  { words: gettext("Back, forward 10 seconds"), shown: ["J", "L"], acts: { j: ["seek", -10], l: ["seek", 10] } },
  { words: gettext("Back, forward 5 seconds; among the dots when paused"), shown: ["←", "→"], acts: { ArrowLeft: ["side", -1], ArrowRight: ["side", 1] } },
  { words: gettext("Louder, quieter; among the dots when paused"), shown: ["↑", "↓"], acts: { ArrowUp: ["up", -1], ArrowDown: ["up", 1] } },
  { words: gettext("Mute"), shown: ["M"], acts: { m: ["mute"] } },
  { words: gettext("Captions"), shown: ["C"], acts: { c: ["captions"] } },
  { words: gettext("Full screen"), shown: ["F"], acts: { f: ["fullscreen"] } },
  { words: gettext("Picture in picture"), shown: ["P"], acts: { p: ["picture"] } },
  { words: gettext("Next episode"), shown: ["N"], acts: { n: ["next"] } },
  { words: gettext("One frame back, on, when paused"), shown: [",", "."], acts: { ",": ["frame", -1], ".": ["frame", 1] } },
  { words: gettext("Slower, faster"), shown: ["<", ">"], acts: { "<": ["rate", -1], ">": ["rate", 1] } },
  {
    words: gettext("To a tenth of the film"),
    shown: ["0", "–", "9"],
    acts: Object.fromEntries([...Array(10).keys()].map((tenth) => [String(tenth), ["part", tenth / 10]])),
  },
  { words: gettext("What is worn here"), shown: ["S"], acts: { s: ["shop"] } },
  { words: gettext("Draw a box, search in it"), shown: ["R"], acts: {} },
  { words: gettext("This list"), shown: ["?"], acts: { "?": ["help"] } },
  { words: gettext("Close what lies on top"), shown: [gettext("Esc")], acts: { Escape: ["escape"] } },
];

const ACTS = Object.assign({}, ...KEYS.map((row) => row.acts));
const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
const PRESSES = new Set([" ", "Enter"]);

/**
 * The act of a key as [name, value], or null where the key belongs to what has the focus: `where` is "typing",
 * "dialog", "menu", "slider", "control" or "".
 */
export function actOf({ key, ctrlKey, metaKey, altKey, isComposing }, where = "") {
  if (ctrlKey || metaKey || altKey || isComposing || where === "dialog" || where === "typing") return null;
  if ((where === "menu" || where === "slider") && ARROWS.has(key)) return null;
  if (where && PRESSES.has(key)) return null;
  const [name, value = null] = ACTS[key.length === 1 ? key.toLowerCase() : key] ?? [];
  return name ? [name, value] : null;
}

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];
export { RATES };

/** The next slower (-1) or faster (1) speed; the same at the ends. */
export function rateBeside(rate, step) {
  const near = RATES.reduce((best, one) => (Math.abs(one - rate) < Math.abs(best - rate) ? one : best));
  return RATES[Math.min(RATES.length - 1, Math.max(0, RATES.indexOf(near) + step))];
}
