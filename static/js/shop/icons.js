// Small line icons, drawn as elements so that no markup is ever read from text.
const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  heart: "M12 20s-7-4.6-9-9.1C1.6 7.600 3.500 4.500 6.700 4.500c2.100 0 3.900 1.200 5.300 3.200 1.400-2 3.200-3.200 5.300-3.200 3.200 0 5.100 3.100 3.700 6.400C19 15.400 12 20 12 20z",
  box: "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M9 12h6M12 9v6",
  like: "M4 5h7v7H4zM13 12h7v7h-7zM15 5h5M17.500 2.500v5",
  dislike: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
};

/** An icon by name, hidden from assistive technology: the button around it carries the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
