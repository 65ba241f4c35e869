import { make } from "../make-element.js";
import { skipAt } from "./markers.js";

/** "Skip intro" and "Skip recap", while there is something to skip. */
export function offerSkips(player, { markers }) {
  let offered = null;
  const button = make("button", { className: "button quiet skip-part", type: "button", hidden: true });
  const look = () => {
    const skip = player.hasStarted() ? skipAt(markers, player.currentTime()) : null;
    if (skip?.name === offered?.name) return;
    const focused = document.activeElement === button;
    offered = skip;
    button.hidden = !skip;
    button.textContent = skip?.words ?? "";
    if (focused && !skip) player.el().focus();
  };
  button.addEventListener("click", () => {
    player.currentTime(offered.to);
    look();
  });
  player.on(["timeupdate", "seeked"], look);
  player.el().append(button);
}
