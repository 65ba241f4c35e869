/** By how many cards a key moves the focus along a row, or null for keys that do not; `count` cards, the focus at `at`. */
export function stepOf(key, at, count, rightToLeft = false) {
  const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = rightToLeft ? "ArrowRight" : "ArrowLeft";
  const wanted = { [forward]: at + 1, [back]: at - 1, Home: 0, End: count - 1 }[key];
  if (wanted === undefined || at < 0) return null;
  return Math.min(count - 1, Math.max(0, wanted)) - at;
}

/** Which of the buttons are of use: [back, on]; `left` is the scrolled distance in either direction of writing. */
export function reaches(left, visible, whole) {
  const distance = Math.abs(left);
  return [distance > 2, distance + visible < whole - 2];
}
