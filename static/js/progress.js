// Keeps the viewer's position: every few seconds, on pause, and on leaving.
const EVERY_MS = 5000;

export function keepProgress(player, url, csrf) {
  let last = -1;
  const save = () => {
    const position = player.currentTime();
    if (!player.hasStarted() || Math.abs(position - last) < 0.5) return;
    last = position;
    fetch(url, {
      method: "PUT",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify({ position }),
    }).catch(() => {
      last = -1; // tried again at the next beat
    });
  };
  setInterval(() => !player.paused() && save(), EVERY_MS);
  player.on("pause", save);
  player.on("ended", save);
  addEventListener("pagehide", save);
}
