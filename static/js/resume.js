import { clock } from "./clock.js";
import { make } from "./make.js";

const LEAST_SECONDS = 5;

/** Offers to go on where the viewer was, or to start again. */
export function offerResume(player, position) {
  if (position < LEAST_SECONDS) return;
  const choose = (at) => () => {
    box.remove();
    player.currentTime(at);
    player.play();
  };
  const on = make("button", { className: "button", type: "button", textContent: `Resume at ${clock(position)}` });
  const again = make("button", { className: "button quiet", type: "button", textContent: "Start again" });
  const box = make("div", { className: "resume" }, on, again);
  on.addEventListener("click", choose(position));
  again.addEventListener("click", choose(0));
  player.el().append(box);
  player.one("play", () => box.remove());
}
