// The play button that the server renders, so that it can be seen and pressed before Video.js has come.

/** Take the rendered button and spinner away once the player has its own; says whether it was pressed. */
export function placeholderOf(stage) {
  const host = stage.querySelector("[data-placeholder]");
  const parts = [...host.querySelectorAll("[data-placeholder-part]")];
  const button = host.querySelector(".vjs-big-play-button");
  return {
    /** True where the button was pressed; the focus goes on to the player's own button. */
    replace(player) {
      const pressed = button.dataset.pressed === "true";
      const focused = button === document.activeElement;
      parts.forEach((part) => part.remove());
      player.removeAttribute("data-placeholder");
      if (focused) (pressed ? player : player.getChild("BigPlayButton")).el().focus({ preventScroll: true });
      return pressed;
    },
  };
}
