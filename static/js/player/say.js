import { make } from "../make.js";

/** Words for screen readers alone: `player.trigger({type: "say", words})`. */
export function speak(player) {
  const line = make("p", { className: "hidden-visually", role: "status" });
  player.el().append(line);
  player.on("say", ({ words }) => (line.textContent = words));
}
