// Fingers on the picture: two taps at a side seek, a stroke upwards opens the panel, one downwards closes it.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { Taps, swipeOf } from "./gestures.js";

const RIPPLE_MS = 600;
const on = (target, names, act) => names.forEach((name) => target.addEventListener(name, act, { passive: true }));

/** Tell `done(direction, start)` of strokes over an element; `start` is what `begin()` gave when the finger came down. */
function strokes(element, done, begin = () => null) {
  let from = null;
  on(element, ["touchstart"], ({ touches: [finger, second], timeStamp }) => {
    from = second ? null : { x: finger.clientX, y: finger.clientY, timeStamp, start: begin() };
  });
  on(element, ["touchend"], ({ changedTouches: [finger], timeStamp, target }) => {
    if (!from) return;
    done(swipeOf(finger.clientX - from.x, finger.clientY - from.y, timeStamp - from.timeStamp), from.start, finger, target);
    from = null;
  });
}

export function listenToTouch(player, panel, { seek, openShop, closeShop }) {
  const host = player.el();
  const taps = new Taps();
  const ripple = make("div", { className: "ripple", "aria-hidden": "true", hidden: true });
  let timer = 0;
  host.append(ripple);

  const tapped = (finger) => {
    const { left, width } = host.getBoundingClientRect();
    const seconds = taps.tap((finger.clientX - left) / width, performance.now());
    if (!seconds) return;
    seek(Math.sign(seconds) * 10);
    ripple.textContent = gettext("%(seconds)s s", { seconds: Math.abs(seconds) });
    ripple.classList.toggle("right", seconds > 0);
    ripple.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => (ripple.hidden = true), RIPPLE_MS);
  };

  strokes(host, (direction, start, finger, target) => {
    if (!target.closest(".vjs-tech, .vjs-poster, .vjs-text-track-display")) return;
    if (direction === "up") openShop();
    else if (direction === "down") closeShop();
    else if (!direction && player.hasStarted()) tapped(finger);
  });
  const list = () => panel.querySelector(".panel-list")?.scrollTop ?? 0;
  const down = (direction, top, finger, target) => direction === "down" && top <= 0 && !target.closest(".handle");
  strokes(panel, (...stroke) => down(...stroke) && closeShop(), list);
}
