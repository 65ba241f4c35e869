// Links that lead to a moment of a film: /watch/film/?t=12.5

/** The seconds that an address's query asks for, or null. */
export function momentOf(search) {
  const text = new URLSearchParams(search).get("t") ?? "";
  return /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Show the film's frame at a moment, paused; `shown` is called when it is there. */
export function startAt(player, seconds, shown) {
  player.one("loadedmetadata", () => {
    player.one("seeked", shown);
    player.hasStarted(true);
    player.currentTime(seconds + 0.05);
  });
}
