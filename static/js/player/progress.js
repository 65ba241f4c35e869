// Keeps the viewer's position: every few seconds while playing, on pause, and on leaving; what the server could not
// keep waits in this browser.
import { PlaybackSession } from "./playback-session.js";
import { mayPass } from "./unsent.js";

const EVERY_MS = 5000;
const now = () => performance.now();

export function keepProgress(player, url, csrf, unsent) {
  const session = new PlaybackSession(crypto.randomUUID?.() ?? String(Math.random()).slice(2));
  let isFailing = false;
  const hear = () => player.hasStarted() && session.heard(player.currentTime(), now());
  const form = (payload) => new URLSearchParams({ ...payload, csrfmiddlewaretoken: csrf });
  const send = async (to, payload) => {
    const answer = await fetch(to, { method: "POST", keepalive: true, body: form(payload) }).catch(() => null);
    return answer?.status ?? 0;
  };
  const save = async () => {
    const payload = session.payload(now());
    if (!payload) return;
    const status = await send(url, payload);
    if (status !== 200) session.lost(); // offered again at the next beat
    isFailing = mayPass(status);
    isFailing ? unsent.keep(url, payload) : unsent.drop(url);
  };
  const leave = () => {
    const payload = session.payload(now());
    if (!payload) return;
    if (isFailing) unsent.keep(url, payload); // nobody hears the answer
    if (!navigator.sendBeacon(url, form(payload))) session.lost();
  };
  unsent.sendAll(send);
  player.on("timeupdate", () => !player.paused() && hear());
  player.on(["seeked", "pause", "ended"], hear);
  player.on(["pause", "ended"], save);
  setInterval(save, EVERY_MS);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save()); // tried again where it fails
}
