// Maps parts of a picture (0..1) to pixels of the element that shows it, and back. The element shows the picture whole
// ("contain": bars beside or above it) or fills itself with it ("cover": the picture's edges lie outside).

/** Where the picture lies in an element: left, top, width, height in pixels; left and top are below 0 under "cover". */
export function pictureIn(element, picture, fit = "contain") {
  if (!picture.width || !picture.height || !element.width || !element.height) {
    return { left: 0, top: 0, width: element.width, height: element.height };
  }
  const choose = fit === "cover" ? Math.max : Math.min;
  const scale = choose(element.width / picture.width, element.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (element.width - width) / 2, top: (element.height - height) / 2, width, height };
}

/** A box (x, y, w, h in 0..1 of the picture) in pixels of the element. */
export function boxIn(box, element, picture, fit = "contain") {
  const place = pictureIn(element, picture, fit);
  return {
    left: place.left + box.x * place.width,
    top: place.top + box.y * place.height,
    width: box.w * place.width,
    height: box.h * place.height,
  };
}

/** The middle of a box (x, y, w, h in 0..1 of the picture) in pixels of the element. */
export function centreOf(box, element, picture, fit = "contain") {
  const { left, top, width, height } = boxIn(box, element, picture, fit);
  return { x: left + width / 2, y: top + height / 2 };
}

/** A height held `margin` pixels within a room {top, bottom}; in the middle of one that is too low for that. */
export function heldWithin(y, { top, bottom }, margin) {
  if (bottom - top < 2 * margin) return (top + bottom) / 2;
  return Math.min(bottom - margin, Math.max(top + margin, y));
}

/** A point of the element (pixels) as a part of the picture, held within 0..1; the reverse of `centreOf`. */
export function partAt(point, element, picture, fit = "contain") {
  const place = pictureIn(element, picture, fit);
  const within = (value) => Math.min(1, Math.max(0, value || 0));
  return { x: within((point.x - place.left) / place.width), y: within((point.y - place.top) / place.height) };
}

/** Whether two rectangles (left, top, right, bottom) share a point. */
export function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
