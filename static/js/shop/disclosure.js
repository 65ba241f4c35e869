// What the shops want to be said above their links. Where there is little room one line says that they are advertising
// and opens the rest; nothing of it is cut.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";

export class Disclosure {
  constructor() {
    this.words = make("p");
    this.summary = make("button", { className: "link", type: "button", textContent: gettext("Advertising: about these links"), "aria-expanded": "false" });
    this.element = make("div", { className: "disclosure" }, this.summary, this.words);
    this.summary.addEventListener("click", () => {
      const open = this.element.classList.toggle("open");
      this.summary.setAttribute("aria-expanded", String(open));
    });
  }

  say(words) {
    this.words.textContent = words;
    this.element.hidden = !words;
  }
}
