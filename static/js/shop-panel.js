// <shop-panel>: what is worn in the scene, a row of products a garment. It shows what it is given and tells what
// was pointed at; the watch page decides when it opens.
import { clock } from "./clock.js";
import { everythingWorn, wornFor } from "./find-worn.js";
import { make } from "./make.js";
import { productCard } from "./product-card.js";

const MOMENTS = 4;
const VIEWS = { scene: "This scene", all: "Whole title" };

class ShopPanel extends HTMLElement {
  connectedCallback() {
    this.rows = new Map();
    this.scene = [];
    this.view = "scene";
    this.timeline = null;
    this.list = make("div", { "aria-live": "polite" });
    this.count = make("span", { className: "muted" });
    this.heading = make("h2", { textContent: "Worn in this scene" });
    this.disclosure = make("p", { className: "disclosure" });
    const close = make("button", { className: "link close", type: "button", textContent: "✕", "aria-label": "Close" });
    close.addEventListener("click", () => this.tell("panel-close"));
    const title = make("div", {}, this.heading, this.count, close);
    this.append(make("div", { className: "panel-head" }, title, this.tools(), this.disclosure), this.list);
  }

  /** The two views, and words that search the whole title. */
  tools() {
    this.tabs = Object.entries(VIEWS).map(([view, textContent]) => {
      const tab = make("button", { className: "chip", type: "button", textContent, "aria-pressed": String(view === "scene") });
      tab.addEventListener("click", () => this.show(view));
      return tab;
    });
    this.words = make("input", { type: "search", placeholder: "“red dress” in this title", "aria-label": "Find what is worn", maxLength: 80 });
    this.words.addEventListener("input", () => this.render());
    this.words.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      if (this.words.value) this.words.value = "";
      else this.words.blur();
      this.render();
    });
    return make("div", { className: "tools" }, ...this.tabs, this.words);
  }

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  show(view) {
    this.view = view;
    this.words.value = "";
    this.render();
  }

  showLoading() {
    this.list.replaceChildren(...[1, 2].map(() => make("div", { className: "skeleton" })));
  }

  showError(retry) {
    this.key = null;
    const again = make("button", { className: "button quiet", type: "button", textContent: "Try again" });
    again.addEventListener("click", retry);
    const words = make("p", { textContent: "What is worn here could not be loaded." });
    this.count.textContent = "";
    this.list.replaceChildren(make("div", { className: "panel-state", role: "alert" }, words, again));
  }

  /** What the film holds, and what of it is on screen now. */
  showScene(found, timeline) {
    this.timeline = timeline;
    this.scene = found.map(({ garment }) => garment);
    this.disclosure.textContent = timeline.disclosure;
    this.render();
  }

  render() {
    if (!this.timeline) return;
    const words = this.words.value.trim();
    const garments = words ? wornFor(this.timeline, words) : this.view === "all" ? everythingWorn(this.timeline) : this.scene;
    const headings = { scene: "Worn in this scene", all: "Worn in this title" };
    this.heading.textContent = words ? "Found in this title" : headings[this.view];
    this.tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(!words && Object.keys(VIEWS)[place] === this.view)));
    this.count.textContent = garments.length ? String(garments.length) : "";
    const key = `${words} ${garments.map((garment) => garment.id)}`;
    if (garments.length && key === this.key) return; // the same rows: focus and scrolling stay where they are
    this.key = key;
    this.rows.clear();
    this.list.replaceChildren(...(garments.length ? garments.map((garment) => this.row(garment)) : [this.nothing(words)]));
  }

  nothing(words) {
    const none = !everythingWorn(this.timeline).length;
    const found = words ? "Nobody wears that here. Try a colour or a piece: “red”, “jacket”." : "Nothing matched in this moment. Play on, or look through the whole title.";
    const text = none ? "Nothing that is worn in this title has a product yet." : found;
    return make("div", { className: "panel-state" }, make("p", { textContent: text }));
  }

  row(garment) {
    const picture = garment.cutout
      ? make("img", { src: garment.cutout, alt: "" })
      : make("span", { className: "none" });
    const words = make(
      "div",
      {},
      make("h3", { textContent: garment.label }),
      make("div", { className: "moments" }, ...garment.appearances.slice(0, MOMENTS).map((stay) => this.moment(stay))),
    );
    const products = make("div", { className: "row" }, ...garment.matches.map((match) => productCard(match.product)));
    const row = make("section", { className: "garment", role: "group", "aria-label": garment.label }, make("header", {}, picture, words), products);
    row.addEventListener("pointerenter", () => this.tell("garment-point", garment.id));
    row.addEventListener("focusin", () => this.tell("garment-point", garment.id));
    this.rows.set(garment.id, row);
    return row;
  }

  moment({ start, end }) {
    const label = `Go to ${clock(start)}`;
    const go = make("button", { className: "link small", type: "button", textContent: `${clock(start)} – ${clock(end)}`, "aria-label": label });
    go.addEventListener("click", () => this.tell("moment", start));
    return go;
  }

  light(id, scroll = false) {
    for (const [one, row] of this.rows) {
      row.classList.toggle("lit", one === id);
      if (one === id && scroll) row.scrollIntoView({ block: "nearest" });
    }
  }

  focusRow(id) {
    this.rows.get(id)?.querySelector("a.product")?.focus();
  }
}

customElements.define("shop-panel", ShopPanel);
