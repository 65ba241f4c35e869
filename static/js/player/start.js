/** Play; where the browser forbids it, or a pause comes in between, nothing happens. */
export const start = (player) => player.play()?.catch(() => {});
