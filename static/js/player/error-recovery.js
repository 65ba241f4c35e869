// When the film does not come: ask for new addresses, fall back to the plain file, or say what is wrong.
import { gettext } from "../i18n.js";
import { Card } from "./card.js";
import { freshConfig } from "./config.js";
import { sourceOf } from "./create.js";
import { OFFLINE, REFUSED, recoveryStep } from "./playback-errors.js";
import { start } from "./start.js";

const PATIENCE_MS = 10_000;
const OFFLINE_MS = 1500;
const MOVED = 0.2; // seconds of the film
const NETWORK = 2;

export class ErrorRecovery {
  /** `renew` is given the new config when addresses were asked for again. */
  constructor(player, config, { renew, back }) {
    Object.assign(this, { player, config, renew, back, refreshed: false, hls: Boolean(config.hls), card: null, timer: 0 });
    player.on("error", () => this.help(player.error()?.code ?? 0));
    player.on("waiting", () => this.wait());
    player.on(["playing", "pause"], () => clearTimeout(this.timer));
    // A browser may say the time once more after it began to wait; only time that moves on means that it plays.
    player.on("timeupdate", () => Math.abs(player.currentTime() - this.stuckAt) > MOVED && clearTimeout(this.timer));
    player.on("playing", () => (this.refreshed = false));
    // Video.js goes on asking for a part that is refused; an address that grew old should not wait for that.
    window.videojs.Vhs.xhr.onResponse((request, error, answer) => REFUSED.includes(answer?.statusCode) && this.help(0));
    addEventListener("online", () => this.card?.offline && this.retry());
    if (player.error()) this.help(player.error().code); // a playlist that was asked for early fails early
  }

  wait() {
    clearTimeout(this.timer);
    this.stuckAt = this.player.currentTime();
    this.timer = setTimeout(() => this.help(0), navigator.onLine ? PATIENCE_MS : OFFLINE_MS);
  }

  /** What the playlist, or the plain file, answers now; 0 for nothing. */
  async status() {
    const source = this.hls ? this.config.hls : this.config.progressive;
    const answer = await fetch(source, { headers: { Range: "bytes=0-0" }, cache: "no-store" }).catch(() => null);
    return answer?.status === 206 ? 200 : answer?.status ?? 0;
  }

  async help(code) {
    if (this.busy || this.card) return;
    this.busy = true;
    await this.decide(code).finally(() => (this.busy = false));
  }

  async decide(code) {
    const status = await this.status();
    if (!code && status === 200) return this.wait(); // slow, not broken
    const known = { code, status, online: navigator.onLine, hls: this.hls, progressive: this.config.progressive };
    const step = recoveryStep({ ...known, refreshed: this.refreshed });
    if (step === "progressive") return this.plain();
    if (step === "refresh" && (await this.refresh())) return;
    this.show(step === "refresh" ? recoveryStep({ ...known, refreshed: true }) : step);
  }

  /** Ask the page for new addresses and load the film from them; false where the page has none any more. */
  async refresh() {
    this.refreshed = true;
    const fresh = await freshConfig().catch(() => null);
    if (!fresh) return false;
    this.config = fresh;
    this.renew(fresh);
    this.load(this.hls ? sourceOf(fresh) : { src: fresh.progressive, type: "video/mp4" });
    return true;
  }

  plain() {
    this.hls = false;
    this.load({ src: this.config.progressive, type: "video/mp4" });
  }

  /** Another source at the same place of the film, playing if it played. */
  load(source) {
    const { player } = this;
    const at = player.currentTime();
    const plays = !player.paused() && player.hasStarted();
    player.error(null);
    player.src(source);
    player.one("loadedmetadata", () => {
      if (at > 0) player.currentTime(at);
      if (plays) start(player);
    });
  }

  show({ title, words }) {
    clearTimeout(this.timer);
    const again = { words: gettext("Try again"), act: () => this.retry() };
    const away = { words: gettext("Back to the title"), href: this.back, quiet: true };
    this.card = new Card(this.player.el(), { className: "fault", title, words, role: "alertdialog", focus: true, buttons: [again, away] });
    this.card.offline = title === OFFLINE.title;
    this.player.addClass("has-fault");
  }

  async retry() {
    this.card?.remove();
    this.card = null;
    this.player.removeClass("has-fault");
    if (!(await this.refresh())) this.help(this.player.error()?.code ?? NETWORK);
  }
}
