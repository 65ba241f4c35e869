// Which of the files are sent at a time: a few, in the order in which they were chosen.
export const AT_A_TIME = 3;

/** Start as many of those that wait as there is room for. */
export function startWaiting(senders, atATime = AT_A_TIME) {
  const all = [...senders];
  let room = atATime - all.filter((one) => one.isMoving).length;
  for (const one of all) {
    if (room <= 0) return;
    if (one.state !== "waiting") continue;
    one.start();
    room -= 1;
  }
}
