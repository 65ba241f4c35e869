// Reads the timeline in the short form that the server sends (shopping/timelines.py says what stands where) into
// garments with appearances, boxes and product cards.
const PARTS = 5;

/** The whole timeline: {title, duration, urls, disclosure, garments: [{id, label, category, cutout, appearances, matches}]}. */
export function withProducts(sent) {
  const { products, shops, stream, pictures, ...rest } = sent;
  const cards = products.map((row) => cardOf(row, shops, pictures, sent.urls));
  const garments = sent.garments.map(([id, label, category, cutout, shown, stays]) => ({
    id,
    label,
    category,
    cutout: cutout ? stream + cutout : "",
    appearances: stays.map(stayOf),
    matches: shown.map((place) => ({ product: { ...cards[place], url: `${cards[place].url}?g=${id}` } })),
  }));
  return { ...rest, garments };
}

function cardOf([id, title, price, sale_price, shop, picture, availability], shops, pictures, urls) {
  const image = picture && pictures + picture;
  return { id, title, price, sale_price, shop: shops[shop], image, availability, url: `${urls.go}${id}/` };
}

/** One stay on screen, of differences in thousandths. */
export function stayOf([start, length, ...numbers]) {
  const boxes = [];
  let before = [start, 0, 0, 0, 0];
  for (let at = 0; at < numbers.length; at += PARTS) {
    before = before.map((value, part) => value + numbers[at + part]);
    const [t, x, y, w, h] = before.map((value) => value / 1000);
    boxes.push({ t, x, y, w, h });
  }
  return { start: start / 1000, end: (start + length) / 1000, boxes };
}
