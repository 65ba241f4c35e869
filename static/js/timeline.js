// Reads the timeline in the short form that the server sends (shopping/storefront/timelines.py says what stands where) into
// garments with appearances, boxes and product cards.
const PARTS = 5;
const [SECOND, MIDDLE, SIZE] = [100, 300, 100];

/**
 * The whole timeline: {title, duration, urls, disclosure, garments: [{id, label, category, cutout, appearances, matches}]}.
 * What is sent is the same for every viewer; `stream` is where the viewer's own addresses of the film's files begin.
 */
export function withProducts(sent, stream) {
  const { products, shops, pictures, ...rest } = sent;
  const cards = products.map((row) => cardOf(row, shops, pictures, sent.urls));
  const garments = sent.garments.map(([id, label, category, cutout, shown, rows]) => ({
    id,
    label,
    category,
    cutout: cutout ? stream + cutout : "",
    appearances: appearancesOf(rows),
    matches: shown.map((place) => ({ product: { ...cards[place], url: `${cards[place].url}?g=${id}` } })),
  }));
  return { ...rest, garments };
}

function cardOf([id, title, price, sale_price, shop, picture, availability], shops, pictures, urls) {
  const image = picture && pictures + picture;
  return { id, title, price, sale_price, shop: shops[shop], image, availability, url: `${urls.go}${id}/`, page: `${urls.product}${id}/` };
}

/** A garment's appearances, of differences in whole numbers. */
export function appearancesOf(rows) {
  let start = 0;
  return rows.map(([since, length, ...numbers]) => {
    start += since;
    return { start: start / SECOND, end: (start + length) / SECOND, boxes: boxesOf(start, numbers) };
  });
}

function boxesOf(start, numbers) {
  const boxes = [];
  let before = [start, 0, 0, 0, 0];
  for (let at = 0; at < numbers.length; at += PARTS) {
    before = before.map((value, part) => value + numbers[at + part]);
    const [t, x, y, w, h] = before;
    const size = { w: w / SIZE, h: h / SIZE };
    boxes.push({ t: t / SECOND, x: x / MIDDLE - size.w / 2, y: y / MIDDLE - size.h / 2, ...size });
  }
  return boxes;
}
