// Maps parts of a picture (0..1) to pixels of the element that shows it whole, with bars beside or above it.

/** Where the picture lies in an element: left, top, width, height in pixels. */
export function pictureIn(element, picture) {
  if (!picture.width || !picture.height || !element.width || !element.height) {
    return { left: 0, top: 0, width: element.width, height: element.height };
  }
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (element.width - width) / 2, top: (element.height - height) / 2, width, height };
}

/** The middle of a box (x, y, w, h in 0..1 of the picture) in pixels of the element. */
export function centreOf(box, element, picture) {
  const place = pictureIn(element, picture);
  return { x: place.left + (box.x + box.w / 2) * place.width, y: place.top + (box.y + box.h / 2) * place.height };
}

/** Whether two rectangles (left, top, right, bottom) share a point. */
export function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
