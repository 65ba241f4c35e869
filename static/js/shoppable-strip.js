// A strip above the seek bar that shows where something can be shopped: the taller and brighter, the more is worn. Pointing at it
// names what is worn there, a click goes there. It is hidden from assistive technology: "Whole title" lists the same.
import { clock } from "./clock.js";
import { ngettext } from "./i18n.js";
import { make } from "./make-element.js";
import { onScreen } from "./on-screen.js";
import { density, level, stretches } from "./shop/density.js";

const PARTS = 240;
const [LOWEST, HIGHEST] = [3, 17];
const [FAINT, BRIGHT] = [0.35, 0.95];
const NAMED = 4;
const ABOVE = 3;

export function strip(timeline, duration) {
  const tip = make("div", { className: "strip-tip", hidden: true });
  const line = make("div", { className: "strip", "aria-hidden": "true" }, tip);
  const found = stretches(density(timeline, duration, PARTS));
  const most = Math.max(...found.map(({ count }) => count), 2);
  for (const { count, from, to } of found) line.append(mark(level(count, most), from, to));
  const at = (event) => {
    const { left, width } = line.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  line.addEventListener("pointermove", (event) => point(tip, timeline, at(event) * duration, at(event)));
  line.addEventListener("pointerleave", () => (tip.hidden = true));
  line.addEventListener("click", (event) => {
    event.stopPropagation();
    line.dispatchEvent(new CustomEvent("moment", { detail: at(event) * duration, bubbles: true }));
  });
  stand(line);
  return line;
}

/** Keep the strip just above the seek bar, wherever the player puts that; before play there is none, and it waits. */
function stand(line) {
  const place = () => {
    const host = line.parentElement;
    const bar = host?.querySelector(".vjs-progress-holder")?.getBoundingClientRect();
    if (bar?.height) line.style.bottom = `${host.getBoundingClientRect().bottom - bar.top + ABOVE}px`;
  };
  const watch = new ResizeObserver(place);
  requestAnimationFrame(() => {
    const host = line.parentElement;
    if (!host) return;
    watch.observe(host);
    watch.observe(host.querySelector(".vjs-progress-holder") ?? host);
  });
}

function mark(part, from, to) {
  const one = make("i");
  one.style.left = `${100 * from}%`;
  one.style.width = `${100 * (to - from)}%`;
  one.style.height = `${LOWEST + (HIGHEST - LOWEST) * part}px`;
  one.style.opacity = FAINT + (BRIGHT - FAINT) * part;
  return one;
}

function point(tip, timeline, t, part) {
  const found = onScreen(timeline, t);
  tip.hidden = !found.length;
  if (!found.length) return;
  const names = found.slice(0, NAMED).map(({ garment }) => garment.label);
  if (found.length > NAMED) names.push(ngettext("%(count)s more", "%(count)s more", found.length - NAMED));
  const key = `${names}`;
  if (tip.dataset.key !== key) {
    const pictures = found.slice(0, NAMED).filter(({ garment }) => garment.cutout).map(({ garment }) => make("img", { src: garment.cutout, alt: "" }));
    tip.replaceChildren(make("span", { className: "strip-pictures" }, ...pictures), make("b"), make("span", { textContent: names.join(", ") }));
    tip.dataset.key = key;
  }
  tip.querySelector("b").textContent = clock(t);
  tip.style.left = `${100 * part}%`;
  tip.style.transform = `translateX(${-100 * part}%)`;
}
