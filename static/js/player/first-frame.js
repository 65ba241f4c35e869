// What is not needed for the first frame waits for it, so that a slow line carries the film first.
const PATIENCE_MS = 4000;

/** Calls `act` once: when the first frame is there, when the film fails, or after a while without either. */
export function afterFirstFrame(player, act, patience = PATIENCE_MS) {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    act();
  };
  const timer = setTimeout(once, patience);
  player.one(["loadeddata", "error"], once);
  return once;
}

/** Load the page's fonts; the next page of this browser need not wait for them (before-player.js). */
export function loadFonts() {
  document.querySelector("link[data-late]").media = "all";
  try {
    localStorage.setItem("trendflix.fonts", "1");
  } catch {
    // nothing is kept here; the next page waits as well
  }
}
