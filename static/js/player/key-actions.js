// What the keys' acts do to the player, and where a key was pressed.
import { formatNumber, gettext } from "../i18n.js";
import { actOf, rateBeside } from "./key-map.js";
import { Menu } from "./menu.js";
import { start } from "./start.js";

const FRAME = 1 / 24; // seconds; of most films

/** Where a key was pressed, in the words of `actOf`. */
function whereOf(target) {
  if (document.querySelector("dialog[open], .vjs-text-track-settings:not(.vjs-hidden)")) return "dialog";
  if (target.closest("input:not([type=range]), textarea, select, [contenteditable]")) return "typing";
  if (target.closest("[role=menu]")) return "menu";
  if (target.closest("[role=slider], input")) return "slider";
  return target.closest("a, button, summary") ? "control" : "";
}

/** What acts do; `walk(step)` says whether it moved among the dots, `escape()` closes what lies on top. */
export function keyActions({ player, captions, screen, help, following, preview, walk, toggleShop, escape }) {
  const seek = (by) => {
    const to = Math.min(player.duration() || 0, Math.max(0, player.currentTime() + by));
    player.currentTime(to);
    preview.flash(to);
  };
  const part = (tenth) => {
    player.currentTime(tenth * player.duration());
    preview.flash(tenth * player.duration());
  };
  const say = (words) => player.trigger({ type: "say", words, shown: true });
  const louder = (by) => {
    const volume = Math.min(1, Math.max(0, Math.round((player.volume() + by) * 100) / 100));
    player.muted(false);
    player.volume(volume);
    say(gettext("Volume %(percent)s %", { percent: Math.round(100 * volume) }));
  };
  const mute = () => {
    player.muted(!player.muted());
    say(player.muted() ? gettext("Sound off") : gettext("Sound on"));
  };
  const subtitles = () => {
    captions.toggle();
    say(captions.shown ? gettext("Captions: %(name)s", { name: captions.shown.label }) : captions.tracks.length ? gettext("Captions off") : gettext("No captions here"));
  };
  const faster = (step) => {
    const rate = rateBeside(player.tech(true).playbackRate(), step);
    player.playbackRate(rate);
    say(gettext("Speed %(rate)s×", { rate: formatNumber(rate) }));
  };
  const picture = () =>
    (player.isInPictureInPicture() ? player.exitPictureInPicture() : player.requestPictureInPicture())?.catch?.(() => {});
  return {
    toggle: () => (player.paused() ? start(player) : player.pause()),
    seek,
    part,
    side: (step) => walk(step) || seek(5 * step),
    up: (step) => walk(step) || louder(-0.05 * step),
    mute,
    captions: subtitles,
    fullscreen: () => screen.toggle(),
    picture,
    next: () => following.go(true),
    frame: (step) => player.paused() && player.currentTime(Math.max(0, player.currentTime() + step * FRAME)),
    rate: faster,
    shop: toggleShop,
    help: () => help.show(),
    escape: () => (Menu.open ? Menu.open.close() : escape() || screen.leave()),
  };
}

/** Let keys do their acts. */
export function listenToKeys(acts, player) {
  document.addEventListener("keydown", (event) => {
    const found = actOf(event, whereOf(event.target));
    if (!found) return;
    event.preventDefault();
    player.reportUserActivity();
    acts[found[0]](found[1]);
  });
}
