// Keys as people know them from other players. Nothing happens while somebody types.
const STEP = 5;
const LEAP = 10;

export function playerKeys(player, { toggleShop, escape, walk }) {
  const seek = (by) => player.currentTime(Math.min(player.duration(), Math.max(0, player.currentTime() + by)));
  const louder = (by) => player.volume(Math.min(1, Math.max(0, player.volume() + by)));
  const fullscreen = () => (player.isFullscreen() ? player.exitFullscreen() : player.requestFullscreen());
  const captions = () => {
    const tracks = [...player.textTracks()].filter((track) => track.kind === "subtitles" || track.kind === "captions");
    const shown = tracks.some((track) => track.mode === "showing");
    tracks.forEach((track, index) => (track.mode = !shown && index === 0 ? "showing" : "disabled"));
  };
  const toggle = () => (player.paused() ? player.play() : player.pause());
  const actions = {
    " ": toggle,
    k: toggle,
    j: () => seek(-LEAP),
    l: () => seek(LEAP),
    ArrowLeft: () => walk(-1) || seek(-STEP),
    ArrowRight: () => walk(1) || seek(STEP),
    ArrowUp: () => walk(-1) || louder(0.05),
    ArrowDown: () => walk(1) || louder(-0.05),
    m: () => player.muted(!player.muted()),
    f: fullscreen,
    c: captions,
    s: toggleShop,
    Escape: escape,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const onControl = event.target.closest("a, button, [role=slider], [role=menuitemradio]");
    if (onControl && (event.key === " " || event.key === "Enter")) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
