// What each key does; the same table is the help.
import { gettext } from "../i18n.js";

export const KEYS = [
  ["a", "approve", () => gettext("Approve the chosen candidate")],
  ["r", "reject", () => gettext("Reject it")],
  ["p", "pin", () => gettext("Pin it to the front")],
  ["1–9", "choose", () => gettext("Choose a candidate")],
  ["←  →", "move", () => gettext("Choose the one before or after")],
  ["A", "approve-all", () => gettext("Approve all that are left")],
  ["R", "reject-all", () => gettext("Reject all that are left")],
  ["x", "reject-garment", () => gettext("It is not a garment: hide it")],
  ["m", "merge", () => gettext("Merge another garment of the film into it")],
  ["/", "search", () => gettext("Search another product")],
  ["u", "undo", () => gettext("Take back what you did last")],
  ["n", "next", () => gettext("Next garment")],
  ["?", "help", () => gettext("These keys")],
];
const SINGLE = new Map(KEYS.filter(([key]) => [...key].length === 1).map(([key, act]) => [key, act]));

/** What a key press asks for: {act, place}, or null. Fields, dialogs and shortcuts of the browser keep their keys. */
export function actOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.target?.closest?.("input, select, textarea, dialog")) return null;
  if (/^[1-9]$/.test(event.key)) return { act: "choose", place: Number(event.key) - 1 };
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") return { act: "move", place: event.key === "ArrowRight" ? 1 : -1 };
  const act = SINGLE.get(event.key);
  return act ? { act } : null;
}
