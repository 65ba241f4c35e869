import { make } from "../make-element.js";

const SHOWN_MS = 1000;

/**
 * Words about what just happened, `player.trigger({type: "say", words, shown})`: for screen readers, and with `shown`
 * over the picture for a moment.
 */
export function showStatusMessages(player) {
  const line = make("p", { className: "hidden-visually", role: "status" });
  const pill = make("p", { className: "said", "aria-hidden": "true", hidden: true });
  let timer = 0;
  player.el().append(line, pill);
  player.on("say", ({ words, shown }) => {
    line.textContent = words;
    if (!shown) return;
    pill.textContent = words;
    pill.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => (pill.hidden = true), SHOWN_MS);
  });
}
