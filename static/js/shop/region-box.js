// A box on the picture, in parts of it (0..1): drawn between two points, moved, made larger and smaller. Pure.
export const MIN_SIZE = 0.03;
export const STEP = 0.02;
const hold = (value, least, most) => Math.min(most, Math.max(least, value));

/** The box between two points. */
export function between(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, w: Math.max(a.x, b.x) - x, h: Math.max(a.y, b.y) - y };
}

/** A box moved by a part of the picture, held within it. */
export function moved({ x, y, w, h }, dx, dy) {
  return { x: hold(x + dx, 0, 1 - w), y: hold(y + dy, 0, 1 - h), w, h };
}

/** A box whose right and lower edges moved, held within the picture and not too small. */
export function resized({ x, y, w, h }, dw, dh) {
  return { x, y, w: hold(w + dw, MIN_SIZE, 1 - x), h: hold(h + dh, MIN_SIZE, 1 - y) };
}

/** Whether a box shows enough to be searched for. */
export const isLarge = (box) => box.w >= MIN_SIZE && box.h >= MIN_SIZE;

/** The box as the server reads it: four numbers within the picture. */
export const numbers = ({ x, y, w, h }) => [x, y, Math.min(w, 1 - x), Math.min(h, 1 - y)].map((part) => Math.round(part * 1e4) / 1e4);

/** What an arrow key does to a box; null for other keys. */
export function pressed(box, key, shift) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const way = ways[key];
  if (!way) return null;
  return (shift ? resized : moved)(box, way[0] * STEP, way[1] * STEP);
}

/** Where a box begins for somebody who has no pointer: around a garment on screen, else in the middle. */
export const firstBox = (found) => (found.length ? { ...found[0].box } : { x: 0.35, y: 0.3, w: 0.3, h: 0.4 });
