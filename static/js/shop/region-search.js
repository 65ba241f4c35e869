// Search in the picture: a box on the paused frame, asked for with words or without.
import { LookupRequest } from "./lookup-request.js";
import { numbers } from "./region-box.js";
import { RegionLayer } from "./region-layer.js";

const SAME_FRAME = 0.2;
const TYPING_MS = 350;

export class RegionSearch {
  /**
   * `scene()` gives the garments on screen with their boxes; `changed()` is called when there is something to show,
   * `cleared()` when words were let go of.
   */
  constructor({ player, host, video, screen, csrf, scene, changed, cleared }) {
    Object.assign(this, { player, host, scene, changed, cleared, url: "", words: "", box: null, time: 0, timer: 0 });
    this.request = new LookupRequest(csrf, changed);
    this.layer = new RegionLayer({ host, video, screen, search: (box) => this.search(box), cancel: () => this.toggle() });
    document.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  get active() {
    return this.layer.active;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    const leaves = this.active && event.key === "Escape";
    if (!leaves && event.key.toLowerCase() !== "r") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.toggle();
  }

  toggle() {
    if (this.active) {
      this.stop();
      this.changed();
    } else this.start();
  }

  start() {
    if (!this.player.paused()) this.player.pause();
    if (!this.player.hasStarted()) return;
    this.request.stop();
    this.box = null;
    this.time = this.player.currentTime();
    this.host.classList.add("drawing");
    this.layer.start(this.scene() ?? []);
    this.changed();
  }

  stop() {
    clearTimeout(this.timer);
    this.words = "";
    this.request.stop();
    this.layer.stop();
    this.host.classList.remove("drawing");
  }

  /** The film went on: a box on another frame means nothing. */
  moved() {
    if (this.active && Math.abs(this.player.currentTime() - this.time) > SAME_FRAME) this.stop();
  }

  search(box) {
    const drawn = numbers(box);
    if (this.box && String(drawn) !== String(this.box)) this.forgetWords();
    this.box = drawn;
    this.time = this.player.currentTime();
    const t = Math.min(this.time, this.player.duration() || this.time);
    return this.request.ask(this.url, { t: Math.round(t * 1000) / 1000, box: this.box, words: this.words });
  }

  /** What was said of another box is not meant of this one. */
  forgetWords() {
    clearTimeout(this.timer);
    this.words = "";
    this.cleared();
  }

  /** Words beside the box; asked again once typing rests. */
  refine(words) {
    this.words = words;
    clearTimeout(this.timer);
    if (this.box) this.timer = setTimeout(() => this.search(this.layer.box), TYPING_MS);
  }
}
