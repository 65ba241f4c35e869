// What follows a film: the next episode with a countdown, "Are you still watching?", or a card at the end.
import { gettext, ngettext, pgettext } from "../i18n.js";
import { make } from "../make-element.js";
import { Card } from "./card.js";
import { Countdown } from "./countdown.js";
import { inCredits } from "./markers.js";
import { start } from "./start.js";
import { asksBeforeNext, unattendedAfter } from "./still-watching.js";
import { carriesOn, rememberRun } from "./episode-run.js";

const SECONDS = 10;

export class NextEpisode {
  /** `presence` knows whether a hand was on anything; `shop` shows what was worn in the whole title. */
  constructor(player, config, { presence, shop, back }) {
    Object.assign(this, { player, config, presence, shop, back, card: null, countdown: null, waved: false });
    this.unattended = carriesOn().unattended;
    player.on(["timeupdate", "seeked"], () => this.look());
    player.on(["pause", "play"], () => this.countdown && (this.countdown.held = player.paused() && !player.ended()));
    player.on("ended", () => this.ended());
  }

  get asks() {
    return asksBeforeNext({ unattended: unattendedAfter(this.unattended, this.presence.touched) });
  }

  look() {
    if (this.player.ended() || !this.player.hasStarted()) return;
    const credits = inCredits(this.config.markers, this.player.currentTime());
    if (!credits) {
      this.waved = false;
      if (this.card) this.clear();
    } else if (this.config.next && !this.card && !this.waved && !this.asks && this.config.profile.autoplay) this.offer();
  }

  ended() {
    if (this.countdown) this.countdown.held = false;
    if (!this.config.next) this.show(this.theEnd());
    else if (this.asks) this.show(this.stillThere());
    else if (this.waved || !this.config.profile.autoplay) this.show(this.offerQuietly());
    else if (!this.countdown) this.offer();
  }

  go(touched) {
    if (!this.config.next) return;
    rememberRun(this.config.next.url, touched ? 0 : unattendedAfter(this.unattended, this.presence.touched));
    location.assign(this.config.next.url);
  }

  next() {
    const { name, label, still } = this.config.next;
    return { className: "next-card", title: [label, name].filter(Boolean).join(" · "), still };
  }

  offer() {
    const play = { words: gettext("Play next"), act: () => this.go(true) };
    const wave = { words: gettext("Watch the credits"), quiet: true, act: () => this.wave() };
    this.show({ ...this.next(), words: gettext("Next episode"), buttons: [play, wave] });
    const left = make("span", { className: "left", "aria-hidden": "true" });
    const line = make("span", { className: "line", "aria-hidden": "true" });
    this.card.buttons[0].append(left);
    this.card.element.append(line);
    this.player.trigger({ type: "say", words: ngettext("The next episode begins in %(count)s second.", "The next episode begins in %(count)s seconds.", SECONDS) });
    const tick = (seconds) => {
      left.textContent = ` ${pgettext("next episode", "in %(seconds)s", { seconds })}`;
      line.style.width = `${(100 * (SECONDS - seconds)) / SECONDS}%`;
    };
    this.countdown = new Countdown(SECONDS, { tick, done: () => this.go(false) });
  }

  offerQuietly() {
    return { ...this.next(), words: gettext("Next episode"), buttons: [{ words: gettext("Play next"), act: () => this.go(true) }, this.away()] };
  }

  stillThere() {
    const words = gettext("Next: %(title)s", { title: this.next().title });
    return { className: "still-there", title: gettext("Are you still watching?"), words, focus: true, buttons: [{ words: gettext("Yes, play next"), act: () => this.go(true) }, this.away()] };
  }

  theEnd() {
    const again = { words: gettext("Watch again"), act: () => this.again() };
    const worn = { words: gettext("What was worn"), quiet: true, act: () => this.shop() };
    return { className: "the-end", title: gettext("The end"), words: this.config.title.name, focus: true, buttons: [again, worn, this.away()] };
  }

  away() {
    return { words: gettext("Back to the title"), href: this.back, quiet: true };
  }

  again() {
    this.clear();
    this.player.currentTime(0);
    start(this.player);
  }

  wave() {
    this.waved = true;
    this.clear();
    if (this.player.ended()) this.show(this.offerQuietly());
  }

  show(card) {
    this.clear();
    this.card = new Card(this.player.el(), card);
    this.player.addClass("has-card");
  }

  clear() {
    this.countdown?.cancel();
    this.countdown = null;
    this.card?.remove();
    this.card = null;
    this.player.removeClass("has-card");
  }
}
