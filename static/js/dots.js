// Dots on the paused frame: one a garment, at its place in the picture.
import { ngettext } from "./i18n.js";
import { boxIn, centreOf, heldWithin, overlap } from "./picture-fit.js";
import { make } from "./make-element.js";
import { roomBetweenControls } from "./player/controls-room.js";

const RADIUS = 18;

export class Dots {
  /** `screen.fit` says how the picture lies in the host: "contain" or "cover". */
  constructor(host, video, screen = { fit: "contain" }) {
    this.host = host;
    this.video = video;
    this.screen = screen;
    this.layer = make("div", { className: "dots" });
    this.found = [];
    this.buttons = new Map();
    host.append(this.layer);
    new ResizeObserver(() => this.place()).observe(host);
  }

  show(found) {
    this.found = found;
    this.buttons.clear();
    this.layer.replaceChildren(...found.map(({ garment }) => this.button(garment)));
    this.layer.classList.add("on");
    this.place();
  }

  hide() {
    this.found = [];
    this.buttons.clear();
    this.layer.replaceChildren();
    this.layer.classList.remove("on");
  }

  button(garment) {
    const products = garment.matches.length;
    const label = ngettext("%(garment)s, %(count)s product", "%(garment)s, %(count)s products", products, { garment: garment.label });
    const dot = make("button", { className: "dot", type: "button", "aria-label": label });
    dot.append(make("span", { textContent: garment.label, "aria-hidden": "true" }));
    dot.dataset.garment = garment.id;
    const tell = (name) => () => this.host.dispatchEvent(new CustomEvent(name, { detail: garment.id, bubbles: true }));
    dot.addEventListener("pointerenter", tell("garment-point"));
    dot.addEventListener("focus", tell("garment-point"));
    dot.addEventListener("click", (event) => {
      event.stopPropagation();
      tell("garment-open")();
    });
    this.buttons.set(garment.id, dot);
    return dot;
  }

  /** Put every dot in the middle of its garment, or where controls leave the garment free; hide it where they do not. */
  place() {
    const roomAt = roomBetweenControls(this.host, RADIUS);
    const element = { width: this.host.clientWidth, height: this.host.clientHeight };
    const picture = { width: this.video.videoWidth, height: this.video.videoHeight };
    for (const { garment, box } of this.found) {
      const dot = this.buttons.get(garment.id);
      const { top, height } = boxIn(box, element, picture, this.screen.fit);
      const { x, y: middle } = centreOf(box, element, picture, this.screen.fit);
      const y = heldWithin(middle, roomAt(x), RADIUS);
      dot.style.left = `${x}px`;
      dot.style.top = `${y}px`;
      dot.classList.toggle("flip", x > element.width * 0.7);
      dot.hidden = x < 0 || x > element.width || y < top || y > top + height;
    }
    this.spread();
  }

  /** Labels that would lie on each other: the later one turns to the other side, or waits until it is pointed at. */
  spread() {
    const shown = [];
    for (const dot of this.buttons.values()) {
      dot.classList.remove("crowded");
      const label = () => dot.firstElementChild.getBoundingClientRect();
      if (shown.some((other) => overlap(other, label()))) dot.classList.toggle("flip");
      if (shown.some((other) => overlap(other, label()))) dot.classList.add("crowded");
      else shown.push(label());
    }
  }

  light(id) {
    for (const [one, dot] of this.buttons) dot.classList.toggle("lit", one === id);
  }

  /** Move the focus to the next (1) or the last (-1) dot. */
  walk(step) {
    const all = [...this.buttons.values()];
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    all[(here + step + all.length) % all.length].focus();
  }
}
