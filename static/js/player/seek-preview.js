// What lies under the pointer on the seek bar, or where a key just went: a small picture, the chapter, the time.
import { clock } from "../clock.js";
import { make } from "../make-element.js";
import { chapterAt } from "./chapters.js";
import { thumbnailAt, thumbnailsOf } from "./thumbnails.js";

const FLASH_MS = 900;

export class SeekPreview {
  constructor(player, config) {
    Object.assign(this, { player, config, thumbnails: null, timer: 0 });
    this.bar = player.getChild("ControlBar").getChild("ProgressControl").getChild("SeekBar").el();
    this.picture = make("div", { className: "picture" });
    this.chapter = make("div", { className: "chapter-name" });
    this.time = make("div", { className: "time" });
    this.element = make("div", { className: "seek-preview", hidden: true, "aria-hidden": "true" }, this.picture, this.chapter, this.time);
    player.el().append(this.element);
    const area = this.bar.parentElement;
    area.addEventListener("pointermove", (event) => this.point(event));
    area.addEventListener("pointerdown", (event) => this.point(event));
    area.addEventListener("pointerleave", () => this.hide());
    addEventListener("pointerup", ({ pointerType }) => pointerType !== "mouse" && this.hide());
    this.bar.addEventListener("keydown", () => requestAnimationFrame(() => this.flash(player.currentTime())));
    player.one("play", () => this.load());
  }

  async load() {
    if (this.thumbnails || !this.config.thumbnails) return;
    this.thumbnails = [];
    const answer = await fetch(this.config.thumbnails).catch(() => null);
    if (!answer?.ok) return void (this.thumbnails = null);
    this.thumbnails = thumbnailsOf(await answer.text(), new URL(this.config.thumbnails, location.href));
  }

  point({ clientX }) {
    const { left, width } = this.bar.getBoundingClientRect();
    clearTimeout(this.timer);
    this.show(Math.min(1, Math.max(0, (clientX - left) / width)) * this.duration);
  }

  get duration() {
    return this.player.duration() || this.config.duration;
  }

  /** Show a time for a moment, as after a key. */
  flash(t) {
    this.show(t);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), FLASH_MS);
  }

  hide() {
    this.element.hidden = true;
  }

  async show(t) {
    this.element.hidden = false;
    this.time.textContent = clock(t);
    this.chapter.textContent = chapterAt(this.config.chapters, t)?.title ?? "";
    this.place(t);
    await this.load();
    this.draw(thumbnailAt(this.thumbnails ?? [], t));
    this.place(t);
  }

  draw(thumbnail) {
    this.picture.hidden = !thumbnail;
    if (!thumbnail) return;
    const { url, x, y, w, h } = thumbnail;
    Object.assign(this.picture.style, {
      width: `${w}px`,
      height: `${h}px`,
      backgroundImage: `url("${url}")`,
      backgroundPosition: `-${x}px -${y}px`,
    });
  }

  place(t) {
    const host = this.player.el().getBoundingClientRect();
    const bar = this.bar.getBoundingClientRect();
    const half = this.element.offsetWidth / 2;
    const x = bar.left - host.left + (t / this.duration) * bar.width;
    this.element.style.left = `${Math.min(host.width - half - 8, Math.max(half + 8, x))}px`;
    this.element.style.bottom = `${host.bottom - bar.top + 14}px`;
  }
}
