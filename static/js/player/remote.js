import { gettext } from "../i18n.js";
import { make } from "../make-element.js";

/** A button for AirPlay or Cast, seen only while the browser says that there is something to play on. */
export function remoteButton(player) {
  const video = player.el().querySelector("video");
  const apple = "webkitShowPlaybackTargetPicker" in video;
  const name = apple ? "AirPlay" : gettext("Cast");
  const button = make("button", { className: `tool vjs-icon-${apple ? "airplay" : "cast"}`, type: "button", "aria-label": name, title: name, hidden: true });
  if (apple) {
    video.addEventListener("webkitplaybacktargetavailabilitychanged", ({ availability }) => (button.hidden = availability !== "available"));
    button.addEventListener("click", () => video.webkitShowPlaybackTargetPicker());
  } else if (video.remote) {
    video.remote.watchAvailability((available) => (button.hidden = !available)).catch(() => (button.hidden = true));
    button.addEventListener("click", () => video.remote.prompt().catch(() => {}));
  }
  return button;
}
