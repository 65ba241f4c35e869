import { make } from "./make.js";
import { shoppable } from "./on-screen.js";

/** A strip above the seek bar that shows where something can be shopped. */
export function strip(timeline, duration) {
  const line = make("div", { className: "strip", "aria-hidden": "true" });
  for (const [start, end] of shoppable(timeline)) {
    const mark = make("i");
    mark.style.left = `${(100 * start) / duration}%`;
    mark.style.width = `${(100 * (Math.min(end, duration) - start)) / duration}%`;
    line.append(mark);
  }
  return line;
}
