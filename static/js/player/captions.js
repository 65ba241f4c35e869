// Subtitle tracks: which one is shown, and that it is remembered.

export class Captions {
  /** `language` is the profile's: one of a track, "off", or "" where it says nothing. */
  constructor(player, preferences, language = "") {
    const usual = language === "off" ? "" : language || null;
    Object.assign(this, { player, preferences, usual, tracks: [] });
  }

  /** Take the tracks of a config, in place of those before. */
  load(subtitles) {
    for (const { track } of this.tracks) this.player.removeRemoteTextTrack(track);
    this.tracks = subtitles.map(({ url, language, label, kind, default: usual }) => {
      const element = this.player.addRemoteTextTrack({ kind, src: url, srclang: language, label }, true);
      return { track: element.track, key: `${language} ${label}`.slice(0, 60), language, label, usual };
    });
    const chosen = this.preferences.get("captions") ?? this.usual;
    const wanted =
      chosen === null ? this.tracks.find((one) => one.usual)
      : this.tracks.find((one) => one.key === chosen) ?? this.tracks.find((one) => chosen && one.language === chosen.split(" ")[0]);
    this.put(wanted?.key ?? "");
  }

  get shown() {
    return this.tracks.find(({ track }) => track.mode === "showing") ?? null;
  }

  put(key) {
    for (const one of this.tracks) one.track.mode = one.key === key ? "showing" : "disabled";
    this.player.trigger("captions-change");
  }

  /** Show the track of a key, "" for none, from now on. */
  choose(key) {
    this.preferences.set("captions", key);
    this.put(key);
  }

  /** Off, or the last that was shown, or the first there is. */
  toggle() {
    const { shown } = this;
    if (shown) this.last = shown.key;
    this.choose(shown ? "" : this.last ?? this.tracks[0]?.key ?? "");
  }

  /** The window in which people choose how captions look. */
  style() {
    this.player.textTrackSettings.open();
  }
}
