// Whether somebody is still there. Pure: what is known of them in, an answer out.

/** Episodes that may follow each other without a hand on anything. */
export const EPISODES = 3;
/** Seconds of playing without a hand on anything. */
export const IDLE_SECONDS = 3 * 3600;

/** Whether to ask before the next episode begins: `unattended` episodes ended without a hand on anything. */
export function asksBeforeNext({ unattended }) {
  return unattended >= EPISODES;
}

/** Whether to stop and ask in the middle of a film. */
export function asksNow({ playing, idleSeconds }) {
  return playing && idleSeconds >= IDLE_SECONDS;
}

/** How many episodes in a row ended unattended, now that one more did: a hand on anything begins the count again. */
export function unattendedAfter(before, touched) {
  return touched ? 0 : before + 1;
}
