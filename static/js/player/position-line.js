import { clock } from "../clock.js";

/** The line under the title: "Paused at 0:19", or what episode this is. */
export function showPosition(player, line) {
  const usual = line.textContent.trim();
  const show = () => {
    const stopped = player.hasStarted() && player.paused() && !player.ended();
    line.textContent = stopped ? `Paused at ${clock(player.currentTime())}` : usual;
  };
  show();
  player.on(["play", "pause", "seeked", "ended"], show);
}
