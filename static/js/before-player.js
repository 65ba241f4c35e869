// Runs while the page is read, long before the player is there: a press of the play button that the server rendered is
// kept on the button (data-pressed), and player/placeholder.js starts the film as soon as it can.
window.VIDEOJS_NO_DYNAMIC_STYLE = true; // read by Video.js: the site's strict policy allows no injected <style>

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-placeholder] .vjs-big-play-button");
  if (!button) return;
  button.dataset.pressed = "true";
  button.closest("[data-placeholder]").classList.add("vjs-waiting");
});

// A font that this browser does not have yet waits for the first frame, which player/first-frame.js says.
try {
  if (localStorage.getItem("trendflix.fonts")) document.querySelector("link[data-late]").media = "all";
} catch {
  // nothing is kept here, as in some private windows
}
