// What to do when a film does not play. Pure: what is known of the fault in, the next step out.
import { gettext } from "../i18n.js";

export const OFFLINE = { title: gettext("You are offline"), words: gettext("The film goes on where it stopped once you are back.") };
export const GONE = { title: gettext("This film is not here any more"), words: gettext("It may have been taken down, or you were signed out.") };
export const LOST = { title: gettext("The film does not come through"), words: gettext("The server answers slowly or not at all. Try again in a moment.") };
export const BUSY = { title: gettext("Too many devices are watching"), words: gettext("The account plays on as many devices as it may. Stop one of them, wait a minute and try again.") };
export const UNKNOWN = { title: gettext("This browser cannot play the film"), words: gettext("Another browser, or a newer one, may.") };

/** Answers that no waiting will change: the address grew old, or the film is gone. */
export const REFUSED = [401, 403, 404, 410, 429];

const TOO_MANY = 429;

const DECODE = 3;
const UNSUPPORTED = 4;

/**
 * The next step: "refresh" (ask the page for new addresses), "progressive" (play the plain file), or an object to
 * show. `status` is the playlist's answer, 0 for none; `code` the player's error, 0 while it only waits.
 */
export function recoveryStep({ code = 0, status = 0, online = true, refreshed = false, hls = true, progressive = "" }) {
  if (!online) return OFFLINE;
  if (status === TOO_MANY) return BUSY;
  if (REFUSED.includes(status)) return refreshed ? GONE : "refresh";
  const unplayable = code === DECODE || code === UNSUPPORTED;
  if (status === 200 && unplayable) return hls && progressive ? "progressive" : UNKNOWN;
  return refreshed || !code ? LOST : "refresh";
}
