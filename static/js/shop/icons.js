// Small line icons, drawn as elements so that no markup is ever read from text.
const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  heart: "M12 20s-7-4.6-9-9.1C1.6 7.600 3.500 4.500 6.700 4.500c2.100 0 3.900 1.200 5.300 3.200 1.400-2 3.200-3.200 5.300-3.200 3.200 0 5.100 3.100 3.700 6.400C19 15.400 12 20 12 20z",
  box: "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M9 12h6M12 9v6",
  search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.500v.100",
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
