import { make } from "../make-element.js";
import { chapterMarks } from "./chapters.js";

/** Small gaps in the seek bar where chapters begin. */
export function markChapters(player, { chapters, duration }) {
  const line = make("div", { className: "marks", "aria-hidden": "true" });
  for (const part of chapterMarks(chapters, duration)) {
    const mark = make("i");
    mark.style.left = `${100 * part}%`;
    line.append(mark);
  }
  player.getChild("ControlBar").getChild("ProgressControl").getChild("SeekBar").el().append(line);
}
