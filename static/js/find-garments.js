// Finds what is worn in a film by words. Pure: a timeline and words in, garments out.
const SAME = [["grey", "gray"], ["trousers", "pants"], ["t-shirt", "tee", "tshirt"], ["trainers", "sneakers"], ["jumper", "sweater"]];

/** A word without its plural, and what means the same. */
function meanings(word) {
  const group = SAME.find((one) => one.map(stem).includes(stem(word)));
  return (group ?? [word]).map(stem);
}

const stem = (word) => {
  if (/(ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
};
const split = (text) => text.toLowerCase().split(/[^\p{L}\p{N}-]+/u).filter(Boolean);
const holds = (text, groups) => {
  const words = new Set(split(text).flatMap((word) => [stem(word), ...word.split("-").map(stem)]));
  return groups.filter((group) => group.some((word) => words.has(word))).length;
};

/**
 * Garments with something to show that answer every word, by their label or by the products like them; those whose own
 * label says most of it first, then in the order of the film.
 */
export function garmentsForWords(timeline, words) {
  const groups = split(words).map(meanings);
  if (!groups.length) return [];
  return timeline.garments
    .filter((garment) => garment.matches.length)
    .map((garment) => {
      const titles = garment.matches.slice(0, 3).map((match) => match.product.title);
      const own = holds(garment.label, groups);
      const all = Math.max(own, ...titles.map((title) => holds(`${garment.label} ${title}`, groups)));
      return { garment, own, all };
    })
    .filter(({ all }) => all === groups.length)
    .sort((a, b) => b.own - a.own)
    .map(({ garment }) => garment);
}

/** Everything worn that has something to show, in the order it comes. */
export function garmentsInOrder(timeline) {
  const first = (garment) => garment.appearances[0]?.start ?? 0;
  return timeline.garments.filter((garment) => garment.matches.length).sort((a, b) => first(a) - first(b));
}
