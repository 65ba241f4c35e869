// Percentages that never fall: of each bar the highest that was shown.
export class Highest {
  #shown = new Map();

  /** The percentage to show for a bar, where it is at `percent` now. */
  of(key, percent) {
    const highest = Math.max(percent, this.#shown.get(key) ?? 0);
    this.#shown.set(key, highest);
    return highest;
  }
}
