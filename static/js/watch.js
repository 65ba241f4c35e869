// The watch page: a player, what is worn in its picture, and the panel beside it.
import "./events.js";
import "./shop-panel.js";
import { asksToPlay, beginByItself } from "./autoplay.js";
import { Dots } from "./dots.js";
import { formatNumber, gettext, ngettext } from "./i18n.js";
import { make } from "./make-element.js";
import { onScreen } from "./on-screen.js";
import { Preferences, browserStorage } from "./player/preferences.js";
import { SavedSettings } from "./player/saved-settings.js";
import { pictureIn } from "./picture-fit.js";
import { readConfig } from "./player/config.js";
import { createPlayer } from "./player/create.js";
import { afterFirstFrame, loadFonts } from "./player/first-frame.js";
import { glide } from "./player/glide.js";
import { setUpPlayer } from "./player/setup.js";
import { placeholderOf } from "./player/placeholder.js";
import { Screen } from "./player/screen.js";
import { start } from "./player/start.js";
import { momentOf, startAt } from "./shop/moment-link.js";
import { strip } from "./shoppable-strip.js";
import { withProducts } from "./timeline.js";

const stage = document.querySelector("[data-watch]");
const panel = stage.querySelector("shop-panel");
const config = readConfig();
const settings = config.urls.settings ? new SavedSettings(config.urls.settings, stage.dataset.csrf) : null;
const preferences = new Preferences(browserStorage(), config.profile.settings, settings && ((name, value) => settings.add(name, value)));
const moment = momentOf(location.search);
const playsByItself = asksToPlay(location.search);

const placeholder = placeholderOf(stage);
const player = createPlayer(config, preferences);
const screen = new Screen(stage, player, preferences);
const host = player.el();
const video = host.querySelector("video");
const dots = new Dots(host, video, screen);
host.append(stage.querySelector("[data-top]"));

const count = make("div", { className: "quiet-count" });
host.append(count);
const shop = make("button", { className: "shop-button", type: "button", textContent: gettext("Shop"), "aria-expanded": "false" });

let timeline = null;
let open = false;

async function loadTimeline() {
  panel.showLoading();
  try {
    const answer = await fetch(config.urls.timeline, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    timeline = withProducts(await answer.json(), config.stream);
    host.append(strip(timeline, config.duration));
    refresh();
  } catch {
    panel.showError(loadTimeline);
  }
}

panel.showLoading();
const timelineWanted = afterFirstFrame(player, loadTimeline);
afterFirstFrame(player, loadFonts);

const here = () => (timeline ? onScreen(timeline, player.currentTime()) : []);

/** Show what is worn now: a small count while playing; dots and rows when paused. */
function refresh() {
  const found = here();
  shop.textContent = found.length ? gettext("Shop · %(count)s", { count: formatNumber(found.length) }) : gettext("Shop");
  const quiet = !player.paused() && found.length && !open;
  const words = quiet ? ngettext("%(count)s on screen", "%(count)s on screen", found.length) : "";
  if (count.textContent !== words) count.textContent = words;
  if (!open) return;
  if (timeline) panel.showScene(found, timeline);
  if (player.paused()) dots.show(found);
  if (found.length) light(found[0].garment.id);
}

/** Where the film's picture lies in the window. */
function pictureBox() {
  const { left, top, width, height } = host.getBoundingClientRect();
  const picture = pictureIn({ width, height }, { width: video.videoWidth, height: video.videoHeight }, screen.fit);
  return { ...picture, left: left + picture.left, top: top + picture.top };
}

function setOpen(value) {
  if (open === value) return;
  open = value;
  if (open) timelineWanted();
  glide(video, pictureBox, () => stage.classList.toggle("open", open));
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
player.on("screen-change", () => dots.place());

/** Let go of what was searched for, else close the panel; false where there was nothing to do. */
function escape() {
  if (!open) return false;
  if (!panel.stepBack()) setOpen(false);
  return true;
}

player.ready(() => {
  setUpPlayer({
    stage,
    player,
    config,
    preferences,
    screen,
    csrf: stage.dataset.csrf,
    shop: {
      button: shop,
      panel,
      toggle: toggleShop,
      setOpen,
      escape,
      everything: () => {
        setOpen(true);
        panel.show("all");
      },
      walk: (step) => {
        if (!open || !player.paused() || !dots.found.length) return false;
        dots.walk(step);
        return true;
      },
    },
  });
  if (placeholder.replace(player)) playsByItself ? beginByItself(player, preferences, stage.dataset.unmute) : start(player);
});
if (moment !== null && playsByItself) player.one("loadedmetadata", () => player.currentTime(moment));
else if (moment !== null) startAt(player, moment, () => setOpen(true));
panel.attach({ player, host, video, screen, csrf: stage.dataset.csrf });
