// The watch page: a player, what is worn in its picture, and the panel beside it.
import "./shop-panel.js";
import { Dots } from "./dots.js";
import { playerKeys } from "./keys.js";
import { make } from "./make.js";
import { onScreen } from "./on-screen.js";
import { keepProgress } from "./progress.js";
import { momentOf, startAt } from "./shop/moment-link.js";
import { offerResume } from "./resume.js";
import { strip } from "./strip.js";
import { withProducts } from "./timeline.js";

const stage = document.querySelector("[data-watch]");
const panel = stage.querySelector("shop-panel");
const { hls, timeline: timelineUrl, progress, csrf } = stage.dataset;
const duration = Number(stage.dataset.duration);

const player = window.videojs("player", {
  html5: { vhs: { overrideNative: true, useBandwidthFromLocalStorage: true }, nativeTextTracks: false },
  sources: [{ src: hls, type: "application/vnd.apple.mpegurl" }],
  playbackRates: [0.5, 0.75, 1, 1.25, 1.5, 2],
  controlBar: { skipButtons: { backward: 10, forward: 10 } },
  enableSmoothSeeking: true,
});
const host = player.el();
const video = host.querySelector("video");
const dots = new Dots(host, video);
host.append(stage.querySelector("[data-top]"));

const count = make("div", { className: "quiet-count" });
host.append(count);
const shop = make("button", { className: "shop-button", type: "button", textContent: "Shop", "aria-expanded": "false" });
const bar = player.getChild("ControlBar");
bar.el().insertBefore(shop, bar.getChild("FullscreenToggle").el());

let timeline = null;
let open = false;

async function loadTimeline() {
  panel.showLoading();
  try {
    const answer = await fetch(timelineUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    timeline = withProducts(await answer.json());
    host.append(strip(timeline, duration));
    refresh();
  } catch {
    panel.showError(loadTimeline);
  }
}

const here = () => (timeline ? onScreen(timeline, player.currentTime()) : []);

/** Show what is worn now: a small count while playing; dots and rows when paused. */
function refresh() {
  const found = here();
  shop.textContent = found.length ? `Shop · ${found.length}` : "Shop";
  const quiet = !player.paused() && found.length && !open;
  const words = quiet ? `${found.length} on screen` : "";
  if (count.textContent !== words) count.textContent = words;
  if (!open) return;
  if (timeline) panel.showScene(found, timeline);
  if (player.paused()) dots.show(found);
  if (found.length) light(found[0].garment.id);
}

function setOpen(value) {
  if (open === value) return;
  open = value;
  stage.classList.toggle("open", open);
  shop.setAttribute("aria-expanded", String(open));
  if (!open) dots.hide();
  refresh();
}

function light(id, scroll = false) {
  dots.light(id);
  panel.light(id, scroll);
}

function toggleShop() {
  if (!open && !player.paused()) player.pause();
  setOpen(!open);
}

shop.addEventListener("click", toggleShop);
panel.addEventListener("panel-close", () => {
  setOpen(false);
  shop.focus();
});
panel.addEventListener("moment", (event) => player.currentTime(event.detail + 0.2));
stage.addEventListener("garment-point", (event) => light(event.detail, event.target !== panel));
stage.addEventListener("garment-open", (event) => {
  light(event.detail, true);
  panel.focusRow(event.detail);
});

player.on("pause", () => !player.seeking() && !player.ended() && setOpen(true));
player.on("play", () => setOpen(false));
player.on("seeked", refresh);
let second = -1;
player.on("timeupdate", () => {
  const now = Math.floor(player.currentTime() * 2);
  if (now !== second && !player.paused()) refresh();
  second = now;
});
player.on("loadedmetadata", () => dots.place());
player.ready(() => {
  const moment = momentOf(location.search);
  if (moment === null) offerResume(player, Number(stage.dataset.position));
  else startAt(player, moment, () => setOpen(true));
  keepProgress(player, progress, csrf);
});
playerKeys(player, {
  toggleShop,
  escape: () => open && setOpen(false),
  walk: (step) => {
    if (!open || !player.paused() || !dots.found.length) return false;
    dots.walk(step);
    return true;
  },
});
panel.attach({ player, host, video, screen, csrf });
loadTimeline();
