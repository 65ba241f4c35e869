// Stretches of a film that people skip: {"intro": [s, e] | null, "recap": [s, e] | null, "credits": s | null}.
import { gettext } from "../i18n.js";

const SKIPS = { recap: gettext("Skip recap"), intro: gettext("Skip intro") };
const MIN_LEFT = 1.5; // seconds of the stretch that must be left for a button to be worth its while

/** What can be skipped at t seconds: {name, words, to}, or null. */
export function skipAt(markers, t) {
  for (const [name, words] of Object.entries(SKIPS)) {
    const stretch = markers?.[name];
    if (stretch && stretch[0] <= t && t < stretch[1] - MIN_LEFT) return { name, words, to: stretch[1] };
  }
  return null;
}

/** Whether the credits run at t seconds; never where nobody said when they begin. */
export function inCredits(markers, t) {
  return typeof markers?.credits === "number" && t >= markers.credits;
}
