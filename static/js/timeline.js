// The timeline as the server sends it holds each product once and numbers in garments; the page wants cards.

/** The same timeline with a product card for every match; a card's link says which garment it stood beside. */
export function withProducts(timeline) {
  const card = (id, garment) => ({ ...timeline.products[id], url: `${timeline.products[id].url}?g=${garment.id}` });
  const garments = timeline.garments.map((garment) => ({
    ...garment,
    matches: garment.matches.filter((id) => id in timeline.products).map((id) => ({ product: card(id, garment) })),
  }));
  return { ...timeline, garments };
}
