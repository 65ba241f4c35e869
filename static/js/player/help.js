import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { KEYS } from "./key-map.js";

/** The list of keys, in a window of its own. */
export class Help {
  constructor(stage) {
    const close = make("button", { className: "link close", type: "button", textContent: "✕", "aria-label": gettext("Close") });
    const rows = KEYS.flatMap(({ words, shown }) => [
      make("dt", {}, ...shown.map((key) => (key === "–" ? make("span", { textContent: "–" }) : make("kbd", { textContent: key })))),
      make("dd", { textContent: words }),
    ]);
    const head = make("header", {}, make("h2", { id: "help-title", textContent: gettext("Keys") }), close);
    this.dialog = make("dialog", { className: "help", "aria-labelledby": "help-title" }, head, make("dl", {}, ...rows));
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => event.key === "?" && this.dialog.close());
    stage.append(this.dialog);
  }

  show() {
    this.dialog.showModal();
  }
}
