// Starts a film that the address asks to play (?play=1). Where the browser refuses sound without a press on the page,
// the film starts muted with a button that gives the sound back; where it refuses that too, the play button waits.
import { make } from "./make-element.js";

/** Whether an address asks for it. */
export const asksToPlay = (search) => new URLSearchParams(search).has("play");

/** The address without the question, so that loading the page again does not play by itself. */
export function withoutPlay(href) {
  const address = new URL(href);
  address.searchParams.delete("play");
  return `${address.pathname}${address.search}${address.hash}`;
}

/** Play with sound, else muted; says how it went: "sound", "muted" or "refused". */
export async function autoplay(player) {
  if (await plays(player)) return "sound";
  if (player.muted()) return "refused";
  player.muted(true);
  if (await plays(player)) return "muted";
  player.muted(false);
  return "refused";
}

async function plays(player) {
  try {
    await player.play();
    return true;
  } catch (error) {
    return error.name !== "NotAllowedError"; // a pause in between is the viewer's will
  }
}

/** Begin, and offer the sound where it had to be left out; `words` stand on the button. */
export async function beginByItself(player, preferences, words) {
  history.replaceState(history.state, "", withoutPlay(location.href));
  if ((await autoplay(player)) !== "muted") return;
  preferences.set("muted", false); // the browser's choice, not the viewer's
  const button = make("button", { className: "unmute button", type: "button", textContent: words });
  button.addEventListener("click", () => {
    player.muted(false);
    player.el().focus();
  });
  player.on("volumechange", () => !player.muted() && button.remove());
  player.el().append(button);
}
