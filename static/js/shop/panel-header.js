// The head of the panel: what it shows, the two views, the box, the words, and the way out.
import { formatNumber, gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { Disclosure } from "./disclosure.js";
import { icon } from "./icons.js";

export const VIEWS = { scene: gettext("This scene"), all: gettext("Whole title") };

export class PanelHeader {
  /** `acts`: view(name), words(text), box(), back(), close(). */
  constructor(acts, handle) {
    this.acts = acts;
    this.back = this.button("link back", "", acts.back, { "aria-label": gettext("Back"), hidden: true });
    this.back.append(icon("back"));
    this.heading = make("h2", { textContent: gettext("Worn in this scene"), tabIndex: -1 });
    this.count = make("span", { className: "muted" });
    const close = this.button("link close", "✕", acts.close, { "aria-label": gettext("Close") });
    this.fold = this.button("link fold", "", () => this.unfold(this.element.classList.contains("folded")), { "aria-label": gettext("Search and views"), "aria-expanded": "false" });
    this.fold.append(icon("search"));
    this.disclosure = new Disclosure();
    const title = make("div", { className: "title" }, this.back, this.heading, this.count, this.fold, close);
    this.element = make("div", { className: "panel-head folded" }, handle, title, this.tools(), this.disclosure.element);
  }

  /** On a telephone views, box and words are folded away until they are wanted; elsewhere they always stand there. */
  unfold(open) {
    this.element.classList.toggle("folded", !open);
    this.fold.setAttribute("aria-expanded", String(open));
  }

  button(className, textContent, act, more = {}) {
    const button = make("button", { className, type: "button", textContent, ...more });
    button.addEventListener("click", () => act());
    return button;
  }

  tools() {
    this.tabs = Object.entries(VIEWS).map(([view, words]) => [view, this.button("chip", words, () => this.acts.view(view), { "aria-pressed": "false" })]);
    this.box = this.button("chip draw", "", this.acts.box, { "aria-pressed": "false", title: gettext("Search in the picture (r)") });
    this.box.append(icon("box"), gettext("Draw a box"));
    this.words = make("input", { type: "search", placeholder: gettext("“red dress” here and in shops"), "aria-label": gettext("Find what is worn"), maxLength: 80, autocomplete: "off" });
    this.words.addEventListener("input", () => this.acts.words(this.words.value.trim()));
    this.words.addEventListener("keydown", (event) => this.key(event));
    return make("div", { className: "tools" }, ...this.tabs.map(([, tab]) => tab), this.box, this.words);
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (!this.words.value) return this.words.blur();
    this.words.value = "";
    this.acts.words("");
  }

  show({ heading, count = "", view = "", back = false, box = false }) {
    this.heading.textContent = heading;
    this.count.textContent = count ? formatNumber(count) : "";
    this.back.hidden = !back;
    this.tabs.forEach(([name, tab]) => tab.setAttribute("aria-pressed", String(name === view)));
    this.box.setAttribute("aria-pressed", String(box));
  }
}
