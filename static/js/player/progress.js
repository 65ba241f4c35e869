// Keeps the viewer's position: every few seconds while playing, on pause, and on leaving.
import { PlaybackSession } from "./playback-session.js";

const EVERY_MS = 5000;
const now = () => performance.now();

export function keepProgress(player, url, csrf) {
  const session = new PlaybackSession(crypto.randomUUID?.() ?? String(Math.random()).slice(2));
  const hear = () => player.hasStarted() && session.heard(player.currentTime(), now());
  const form = (payload) => new URLSearchParams({ ...payload, csrfmiddlewaretoken: csrf });
  const save = async () => {
    const payload = session.payload(now());
    if (!payload) return;
    const answer = await fetch(url, { method: "POST", keepalive: true, body: form(payload) }).catch(() => null);
    if (!answer?.ok) session.lost(); // offered again at the next beat
  };
  const leave = () => {
    const payload = session.payload(now());
    if (payload && !navigator.sendBeacon(url, form(payload))) session.lost();
  };
  player.on("timeupdate", () => !player.paused() && hear());
  player.on(["seeked", "pause", "ended"], hear);
  player.on(["pause", "ended"], save);
  setInterval(save, EVERY_MS);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save()); // tried again where it fails
}
