// The picture keeps its place for the eye when the layout changes around it: it glides from where it was.
const MS = 160;

/** The transform under which a box at `to` lies where `from` was; "" where they are the same. Boxes: left, top, width, height. */
export function inverse(from, to) {
  if (!from.width || !to.width || !to.height) return "";
  const [x, y] = [from.left - to.left, from.top - to.top];
  const [across, down] = [from.width / to.width, from.height / to.height];
  if (Math.abs(x) + Math.abs(y) < 1 && Math.abs(across - 1) + Math.abs(down - 1) < 0.002) return "";
  return `translate(${x}px, ${y}px) scale(${across}, ${down})`;
}

/** Make a change of the layout and let the picture (`video`, whose picture lies at `placeOf()`) glide to its new place. */
export function glide(video, placeOf, change) {
  const from = placeOf();
  change();
  const transform = matchMedia("(prefers-reduced-motion: reduce)").matches ? "" : inverse(from, placeOf());
  if (!transform) return;
  const { left, top } = placeOf();
  const box = video.getBoundingClientRect();
  const origin = `${left - box.left}px ${top - box.top}px`;
  video.animate([{ transform, transformOrigin: origin }, { transform: "none", transformOrigin: origin }], { duration: MS, easing: "ease-out" });
}
