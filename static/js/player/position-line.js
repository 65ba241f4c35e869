import { clock } from "../clock.js";
import { gettext } from "../i18n.js";

/** The line under the title: "Paused at 0:19", or what episode this is. */
export function showPosition(player, line) {
  const usual = line.textContent.trim();
  const show = () => {
    const stopped = player.hasStarted() && player.paused() && !player.ended();
    line.textContent = stopped ? gettext("Paused at %(clock)s", { clock: clock(player.currentTime()) }) : usual;
  };
  show();
  player.on(["play", "pause", "seeked", "ended"], show);
}
