import { clock } from "../clock.js";
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { start } from "./start.js";

const MIN_SECONDS = 5;

/** Offers to go on where the viewer was, or to start again; playing without a choice goes on. */
export function offerResume(player, { progress, duration }) {
  const { position, watched } = progress;
  if (watched || position < MIN_SECONDS || position > duration - 2) return;
  let at = position;
  const button = (className, textContent, from) => {
    const one = make("button", { className, type: "button", textContent });
    one.addEventListener("click", () => {
      at = from;
      start(player);
    });
    return one;
  };
  const bar = make("i");
  bar.style.width = `${(100 * position) / duration}%`;
  const box = make(
    "div",
    { className: "resume" },
    make("div", { className: "resume-line", "aria-hidden": "true" }, bar),
    button("button", gettext("Resume at %(clock)s", { clock: clock(position) }), position),
    button("button quiet", gettext("Start again"), 0),
  );
  player.addClass("resuming");
  player.el().append(box);
  player.one("play", () => {
    box.remove();
    player.removeClass("resuming");
    player.currentTime(at);
    player.el().focus();
  });
}
