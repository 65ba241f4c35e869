// A run of episodes in one tab: the page of the next one is told that it follows, and how many went by untouched.

const KEY = "trendflix.run";
const FRESH_MS = 60_000;

/** What kept text says to the page at `path`: whether it follows another, and how many episodes were untouched. */
export function runOf(text, path, now) {
  try {
    const { url, unattended, at } = JSON.parse(text ?? "{}") ?? {};
    const follows = url === path && now - at >= 0 && now - at < FRESH_MS;
    return { follows, unattended: follows && Number.isInteger(unattended) ? unattended : 0 };
  } catch {
    return { follows: false, unattended: 0 };
  }
}

export function rememberRun(url, unattended) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ url, unattended, at: Date.now() }));
  } catch {
    // the next page waits for a press of play
  }
}

let here = null;

/** The run that this page belongs to; it is read once, so that loading the page again does not play by itself. */
export function carriesOn() {
  if (here) return here;
  let text = null;
  try {
    text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
  } catch {
    // no storage
  }
  here = runOf(text, location.pathname, Date.now());
  return here;
}
