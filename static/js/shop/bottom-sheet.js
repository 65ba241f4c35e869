// On a telephone the panel is a sheet: a handle makes it half or full height, and a stroke downwards closes it.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";

const MIN_STROKE = 40;

/** What a stroke of `dy` pixels (below 0 upwards) does to a sheet: "full", "half", "close" or "". */
export function afterStroke(full, dy, height) {
  if (Math.abs(dy) < MIN_STROKE) return "";
  if (dy < 0) return "full";
  return full && dy < 0.45 * height ? "half" : "close";
}

/** The sheet's handle; `close()` is called where it was drawn down far enough. */
export class BottomSheet {
  constructor(panel, close) {
    Object.assign(this, { panel, close, full: false, from: null });
    this.handle = make("button", { className: "handle", type: "button", "aria-expanded": "false" }, make("i"));
    this.handle.addEventListener("click", () => this.moved || this.set(!this.full));
    this.handle.addEventListener("pointerdown", (event) => this.begin(event));
    this.handle.addEventListener("pointermove", (event) => this.follow(event));
    this.handle.addEventListener("pointerup", (event) => this.end(event));
    this.handle.addEventListener("pointercancel", () => this.release());
    this.set(false);
  }

  set(full) {
    this.full = full;
    this.panel.classList.toggle("full", full);
    this.handle.setAttribute("aria-expanded", String(full));
    this.handle.setAttribute("aria-label", full ? gettext("Make the panel smaller") : gettext("Make the panel larger"));
  }

  begin(event) {
    this.moved = false;
    this.from = event.clientY;
    this.handle.setPointerCapture(event.pointerId);
  }

  follow(event) {
    if (this.from === null) return;
    const dy = event.clientY - this.from;
    this.moved ||= Math.abs(dy) > 6;
    this.panel.style.transform = `translateY(${Math.max(this.full ? 0 : -60, dy)}px)`;
  }

  end(event) {
    if (this.from === null) return;
    const what = afterStroke(this.full, event.clientY - this.from, this.panel.clientHeight);
    this.release();
    if (what === "close") this.close();
    else if (what) this.set(what === "full");
  }

  release() {
    this.from = null;
    this.panel.style.transform = "";
  }
}
