// Where the paused picture is free of the player's controls.
const ABOVE = "[data-top] a, [data-top] h1, [data-top] p";
const BELOW = ".strip, .vjs-progress-control";

/** A function from a place across `host` to the heights that controls within `margin` of it leave free: {top, bottom}. */
export function roomBetweenControls(host, margin) {
  const { left, top, bottom, height } = host.getBoundingClientRect();
  const isOnPicture = (one) => one.height > 0 && one.bottom > top && one.top < bottom;
  const places = (which) => [...host.querySelectorAll(which)].map((one) => one.getBoundingClientRect()).filter(isOnPicture);
  const [above, below] = [places(ABOVE), places(BELOW)];
  return (x) => {
    const near = (one) => one.left - margin < left + x && left + x < one.right + margin;
    return {
      top: Math.max(0, ...above.filter(near).map((one) => one.bottom - top)),
      bottom: Math.min(height, ...below.filter(near).map((one) => one.top - top)),
    };
  };
}
