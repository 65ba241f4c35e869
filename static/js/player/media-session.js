// What the system shows of the film, and its keys and buttons for it.
import { start } from "./start.js";

export function publishMediaSession(player, { title, still }, { seek, next }) {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  const pictures = [title.poster, still].filter(Boolean).map((address) => ({ src: new URL(address, location.href).href }));
  mediaSession.metadata = new MediaMetadata({ title: title.name, artist: title.show ?? "", album: title.label, artwork: pictures });
  const handlers = {
    play: () => start(player),
    pause: () => player.pause(),
    seekbackward: ({ seekOffset = 10 }) => seek(-seekOffset),
    seekforward: ({ seekOffset = 10 }) => seek(seekOffset),
    seekto: ({ seekTime }) => player.currentTime(seekTime),
    nexttrack: next,
  };
  for (const [name, act] of Object.entries(handlers)) {
    try {
      mediaSession.setActionHandler(name, act);
    } catch {
      // this browser knows fewer
    }
  }
  player.on(["timeupdate", "ratechange", "loadedmetadata"], () => {
    const duration = player.duration();
    const position = Math.min(player.currentTime(), duration);
    if (duration > 0 && Number.isFinite(duration)) mediaSession.setPositionState?.({ duration, position, playbackRate: player.playbackRate() });
  });
}
