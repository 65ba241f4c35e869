import { make } from "../make-element.js";

/**
 * A card over the picture: a heading, words and buttons ([{words, act, quiet}] or [{words, href}]). It takes the focus
 * where `focus` says so and gives it back when it goes.
 */
export class Card {
  constructor(host, { className, title, words = "", still = "", buttons, focus = false, role = "group" }) {
    this.host = host;
    const id = `card-${className}`;
    const picture = still ? make("img", { src: still, alt: "", className: "still" }) : null;
    this.words = make("p", { textContent: words });
    this.buttons = buttons.map((one) => this.button(one));
    this.element = make(
      "section",
      { className: `card ${className}`, role, "aria-labelledby": id },
      picture,
      make("div", { className: "card-text" }, make("h2", { textContent: title, id }), this.words, make("div", { className: "card-buttons" }, ...this.buttons)),
    );
    host.append(this.element);
    if (focus) this.buttons[0]?.focus({ preventScroll: true });
  }

  button({ words, act, href, quiet = false }) {
    const className = quiet ? "button quiet" : "button";
    if (href) return make("a", { className, href, textContent: words });
    const button = make("button", { className, type: "button", textContent: words });
    button.addEventListener("click", act);
    return button;
  }

  remove() {
    const held = this.element.contains(document.activeElement);
    this.element.remove();
    if (held) this.host.focus({ preventScroll: true });
  }
}
