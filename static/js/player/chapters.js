// Chapters of a film: [{start, title}] in order of time.

/** The chapter that runs at t seconds, or null before the first. */
export function chapterAt(chapters, t) {
  return chapters.findLast((chapter) => chapter.start <= t) ?? null;
}

/** [{start, end, title}], each until the next begins; what begins after the film's end is left out. */
export function chapterSpans(chapters, duration) {
  const within = chapters.filter((chapter) => chapter.start < duration);
  return within.map((chapter, place) => ({ ...chapter, end: within[place + 1]?.start ?? duration }));
}

/** Where marks stand on the seek bar, as parts 0..1: every beginning but that of the film. */
export function chapterMarks(chapters, duration) {
  return chapterSpans(chapters, duration)
    .filter((chapter) => chapter.start > 0)
    .map((chapter) => chapter.start / duration);
}
