// What the player's menus hold. On a wide screen each has a button of its own; on a narrow one a single button has all.
import { clock } from "../clock.js";
import { formatNumber, gettext, pageLanguage, pgettext } from "../i18n.js";
import { chapterAt } from "./chapters.js";
import { RATES } from "./key-map.js";
import { Menu } from "./menu.js";
import { heightsOf, holdTo, nearestHeight } from "./quality.js";

const speed = (rate) => (rate === 1 ? pgettext("speed", "Normal") : `${formatNumber(rate)}×`);
const languageNames = new Intl.DisplayNames([pageLanguage()], { type: "language", fallback: "code" });
const language = (code) => {
  try {
    return languageNames.of(code);
  } catch {
    return code; // "qaa-local" and the like
  }
};

/** The groups of all menus; each is a function, since what it holds changes. */
export class Groups {
  constructor({ player, config, preferences, captions, screen }) {
    Object.assign(this, { player, config, preferences, captions, screen });
    player.on("loadedmetadata", () => {
      this.hold();
      this.audioAgain();
    });
  }

  get representations() {
    return this.player.tech(true)?.vhs?.representations?.() ?? [];
  }

  get heights() {
    return heightsOf(this.representations);
  }

  get height() {
    return nearestHeight(this.heights, this.preferences.get("height"));
  }

  hold() {
    holdTo(this.representations, this.height);
    this.player.trigger("quality-change");
  }

  quality() {
    const playing = Math.min(this.player.videoWidth() || 0, this.player.videoHeight() || 0);
    const choose = (height) => () => {
      this.preferences.set("height", height);
      this.hold();
    };
    const auto = { words: pgettext("quality", "Auto"), detail: playing ? gettext("%(height)sp now", { height: playing }) : "", checked: !this.height, choose: choose(0) };
    const rest = this.heights.map((height) => ({ words: `${height}p`, checked: height === this.height, choose: choose(height) }));
    return { title: gettext("Quality"), items: this.heights.length > 1 ? [auto, ...rest] : [] };
  }

  speed() {
    const now = this.player.playbackRate();
    const items = RATES.map((rate) => ({ words: speed(rate), checked: rate === now, choose: () => this.player.playbackRate(rate) }));
    return { title: gettext("Speed"), items };
  }

  subtitles() {
    const { captions } = this;
    if (!captions.tracks.length) return { title: gettext("Subtitles"), items: [] };
    const off = { words: pgettext("captions", "Off"), checked: !captions.shown, choose: () => captions.choose("") };
    const tracks = captions.tracks.map(({ key, label, language: code }) => ({
      words: label === code ? language(code) : label,
      checked: captions.shown?.key === key,
      choose: () => captions.choose(key),
    }));
    return { title: gettext("Subtitles"), items: [off, ...tracks, { words: gettext("How captions look…"), choose: () => captions.style() }] };
  }

  /** Audio tracks are remembered by what they are called. */
  audio() {
    const tracks = Array.from(this.player.audioTracks());
    const items = tracks.map((track) => ({
      words: track.label || language(track.language) || gettext("Sound"),
      checked: track.enabled,
      choose: () => {
        track.enabled = true;
        this.preferences.set("audio", (track.label || track.language).slice(0, 60));
      },
    }));
    return { title: gettext("Audio"), items: tracks.length > 1 ? items : [] };
  }

  audioAgain() {
    const chosen = this.preferences.get("audio");
    const spoken = this.config.profile?.sound;
    const tracks = Array.from(this.player.audioTracks());
    const track = tracks.find((one) => chosen && (one.label || one.language) === chosen) ?? (chosen ? null : tracks.find((one) => spoken && one.language === spoken));
    if (track && !track.enabled) track.enabled = true;
  }

  chapters() {
    const { chapters } = this.config;
    const now = chapterAt(chapters, this.player.currentTime());
    const items = chapters.map((chapter) => ({
      words: chapter.title,
      detail: clock(chapter.start),
      checked: chapter === now,
      choose: () => this.player.currentTime(chapter.start + 0.01),
    }));
    return { title: gettext("Chapters"), items };
  }

  /** Other files of the same film: a director's cut, another resolution. */
  versions() {
    const items = (this.config.versions ?? []).map(({ name, url, shown }) => ({ words: name, checked: shown, choose: () => shown || location.assign(`${url}?play=1`) }));
    return { title: gettext("Version"), items };
  }

  picture() {
    const filled = this.preferences.get("fill");
    const choose = (fill) => () => this.screen.fill(fill);
    return {
      title: gettext("Picture"),
      items: [
        { words: pgettext("picture", "Whole"), checked: !filled, choose: choose(false) },
        { words: gettext("Fills the screen"), checked: filled, choose: choose(true) },
      ],
    };
  }
}

const filled = (groups) => groups.filter((group) => group.items.length);

/** The menus' elements, left to right, kept up to date with what they show on their buttons. */
export function menus(groups, player) {
  const one = (name, className, which, text) => new Menu({ name, className, text, groups: () => filled(which.map((key) => groups[key]())) });
  const wide = {
    chapters: one(gettext("Chapters"), "wide chapter", ["chapters"]),
    subtitles: one(gettext("Subtitles"), "caption", ["subtitles"], gettext("CC")),
    audio: one(gettext("Audio"), "wide vjs-icon-audio", ["audio"]),
    speed: one(gettext("Speed"), "wide", ["speed"], "1×"),
    quality: one(gettext("Quality"), "wide", ["versions", "quality", "picture"], pgettext("quality", "Auto")),
    all: one(gettext("Settings"), "narrow vjs-icon-cog", ["versions", "chapters", "audio", "quality", "speed", "picture"]),
  };
  const refresh = () => {
    wide.subtitles.button.classList.toggle("on", Boolean(groups.captions.shown));
    wide.speed.button.textContent = `${formatNumber(player.playbackRate())}×`;
    wide.quality.button.textContent = groups.height ? `${groups.height}p` : pgettext("quality", "Auto");
    for (const name of ["chapters", "subtitles", "audio", "quality"]) wide[name].element.hidden = !(groups[name]().items.length || (name === "quality" && groups.versions().items.length));
  };
  const chapter = () => {
    const title = chapterAt(groups.config.chapters, player.currentTime())?.title ?? "";
    if (wide.chapters.button.textContent !== title) wide.chapters.button.textContent = title;
  };
  player.on(["ratechange", "captions-change", "quality-change", "loadedmetadata"], refresh);
  player.audioTracks().on("addtrack", refresh);
  player.on(["timeupdate", "seeking"], chapter);
  refresh();
  chapter();
  return wide;
}
