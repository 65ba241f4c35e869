// Draws a box on the paused frame: with a pointer by dragging, with keys by moving and sizing a box that is there.
import { gettext } from "../i18n.js";
import { boxIn, partAt } from "../picture-fit.js";
import { make } from "../make-element.js";
import { between, firstBox, isLarge, pressed } from "./region-box.js";

const HOW = gettext("Arrow keys move the box, with Shift they change its size. Enter searches, Escape cancels.");

export class RegionLayer {
  /** `screen.fit` says how the picture lies in the host; `search(box)` and `cancel()` are called. */
  constructor({ host, video, screen, search, cancel }) {
    Object.assign(this, { host, video, screen, search, cancel, box: null, from: null, active: false });
    this.frame = make("div", { className: "region-box", tabIndex: 0, role: "application", "aria-label": `${gettext("Box on the picture.")} ${HOW}` });
    const go = make("button", { className: "button small", type: "button", textContent: gettext("Search the box") });
    const stop = make("button", { className: "button quiet small", type: "button", textContent: gettext("Cancel") });
    go.addEventListener("click", () => this.done());
    stop.addEventListener("click", () => this.cancel());
    this.bar = make("div", { className: "region-bar" }, make("span", { textContent: gettext("Draw a box around a piece") }), go, stop);
    this.layer = make("div", { className: "region-layer", hidden: true }, this.frame, this.bar);
    this.listen();
    host.append(this.layer);
    new ResizeObserver(() => this.place()).observe(host);
  }

  listen() {
    this.layer.addEventListener("pointerdown", (event) => this.begin(event));
    this.layer.addEventListener("pointermove", (event) => this.from && this.draw(between(this.from, this.at(event))));
    this.layer.addEventListener("pointerup", (event) => this.end(event));
    this.layer.addEventListener("pointercancel", () => (this.from = null));
    this.layer.addEventListener("click", (event) => event.stopPropagation());
    this.frame.addEventListener("keydown", (event) => this.key(event));
  }

  /** Begin with a box around the first garment on screen. */
  start(found) {
    this.active = true;
    this.layer.hidden = false;
    this.layer.classList.remove("asked");
    this.draw(firstBox(found));
    this.frame.focus({ preventScroll: true });
  }

  stop() {
    this.active = false;
    this.from = null;
    this.layer.hidden = true;
  }

  done() {
    if (!isLarge(this.box)) return;
    this.layer.classList.add("asked");
    this.search(this.box);
  }

  begin(event) {
    if (event.target.closest("button") || event.button > 0) return;
    event.preventDefault();
    this.layer.classList.remove("asked");
    this.layer.setPointerCapture(event.pointerId);
    this.from = this.at(event);
    this.before = this.box;
  }

  end(event) {
    if (!this.from) return;
    const drawn = between(this.from, this.at(event));
    this.from = null;
    this.frame.focus({ preventScroll: true });
    if (!isLarge(drawn)) return this.draw(this.before);
    this.draw(drawn);
    this.done();
  }

  key(event) {
    const next = pressed(this.box, event.key, event.shiftKey);
    if (!next && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") return this.done();
    this.layer.classList.remove("asked");
    this.draw(next);
  }

  get sizes() {
    const element = { width: this.host.clientWidth, height: this.host.clientHeight };
    return [element, { width: this.video.videoWidth, height: this.video.videoHeight }, this.screen?.fit ?? "contain"];
  }

  at({ clientX, clientY }) {
    const { left, top } = this.host.getBoundingClientRect();
    return partAt({ x: clientX - left, y: clientY - top }, ...this.sizes);
  }

  draw(box) {
    this.box = box;
    this.place();
  }

  place() {
    if (!this.active) return;
    for (const [side, value] of Object.entries(boxIn(this.box, ...this.sizes))) this.frame.style[side] = `${value}px`;
  }
}
