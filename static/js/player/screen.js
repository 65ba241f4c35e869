// How the stage fills the screen: full screen with everything in it, and the picture whole or filling.

export class Screen {
  constructor(stage, player, preferences) {
    Object.assign(this, { stage, player, preferences });
    document.addEventListener("fullscreenchange", () => this.changed());
    player.on("fullscreen-wanted", () => this.toggle());
    player.on("fullscreenchange", () => this.changed());
    this.fill(preferences.get("fill"));
  }

  get on() {
    return document.fullscreenElement === this.stage || this.player.isFullscreen();
  }

  /** The stage, so that dots, panel and windows stay; telephones that only know full screen videos get that. */
  async enter() {
    if (!this.stage.requestFullscreen) return void this.player.requestFullscreen();
    await this.stage.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
    await navigator.keyboard?.lock?.(["Escape"]).catch(() => {}); // so that Escape closes the innermost thing first
    await globalThis.screen.orientation?.lock?.("landscape").catch(() => {});
  }

  async leave() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (this.player.isFullscreen()) this.player.exitFullscreen();
  }

  toggle() {
    return this.on ? this.leave() : this.enter();
  }

  changed() {
    if (!this.on) navigator.keyboard?.unlock?.();
    this.player.trigger("screen-change");
  }

  get fit() {
    return this.preferences.get("fill") ? "cover" : "contain";
  }

  fill(value) {
    this.preferences.set("fill", value);
    this.stage.classList.toggle("fill", value);
    this.player.trigger("screen-change");
  }
}
