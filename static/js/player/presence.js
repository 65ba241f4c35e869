// Whether somebody is there: hands on keys, pointer or screen. After long playing without, the film stops and asks.
import { gettext } from "../i18n.js";
import { Card } from "./card.js";
import { start } from "./start.js";
import { asksNow } from "./still-watching.js";

const LOOK_EVERY_MS = 30_000;

export class Presence {
  constructor(player, { back }) {
    Object.assign(this, { player, back, touched: false, at: performance.now(), card: null });
    for (const name of ["keydown", "pointerdown", "pointermove", "touchstart"]) {
      document.addEventListener(name, () => this.touch(), { capture: true, passive: true });
    }
    setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  touch() {
    this.touched = true;
    this.at = performance.now();
  }

  look() {
    const idleSeconds = (performance.now() - this.at) / 1000;
    if (this.card || !asksNow({ playing: !this.player.paused(), idleSeconds })) return;
    this.player.pause();
    const on = { words: gettext("Keep watching"), act: () => start(this.player) };
    const away = { words: gettext("Back to the title"), href: this.back, quiet: true };
    this.card = new Card(this.player.el(), { className: "still-there", title: gettext("Are you still watching?"), focus: true, buttons: [on, away] });
    this.player.one("play", () => {
      this.card.remove();
      this.card = null;
    });
  }
}
