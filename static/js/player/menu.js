// A button that opens a menu of choices above itself. One menu is open at a time.
import { make } from "../make-element.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class Menu {
  static open = null;

  /** `groups()` gives [{title, items: [{words, detail, checked, choose}]}] each time the menu opens; an item without `checked` is a deed. */
  constructor({ name, className = "", text = "", groups }) {
    Object.assign(this, { name, groups });
    const states = { "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": name, title: name };
    this.button = make("button", { className: `tool ${className}`, type: "button", textContent: text, ...states });
    this.sheet = make("div", { className: "menu", role: "menu", "aria-label": name, hidden: true, tabIndex: 0 });
    this.element = make("div", { className: "menu-holder" }, this.button, this.sheet);
    this.button.addEventListener("click", () => (this.sheet.hidden ? this.show() : this.close()));
    this.button.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS) || !this.sheet.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      this.show();
    });
    this.sheet.addEventListener("keydown", (event) => this.walk(event));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !relatedTarget.closest("dialog") && !this.element.contains(relatedTarget)) this.close(false);
    });
  }

  show() {
    Menu.open?.close(false);
    Menu.open = this;
    this.sheet.replaceChildren(...this.groups().map((group) => this.group(group)));
    this.sheet.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.element.dispatchEvent(new CustomEvent("menu-open", { bubbles: true }));
    const items = this.items();
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  }

  close(back = true) {
    if (this.sheet.hidden) return;
    if (Menu.open === this) Menu.open = null;
    if (back) this.button.focus();
    this.sheet.hidden = true;
    this.sheet.replaceChildren();
    this.button.setAttribute("aria-expanded", "false");
    this.element.dispatchEvent(new CustomEvent("menu-close", { bubbles: true }));
  }

  items() {
    return [...this.sheet.querySelectorAll("[role^=menuitem]")];
  }

  group({ title, items }) {
    const heading = title ? make("div", { className: "menu-title", textContent: title, "aria-hidden": "true" }) : null;
    return make("div", { role: "group", "aria-label": title || this.name }, heading, ...items.map((item) => this.item(item)));
  }

  item({ words, detail = "", checked, choose }) {
    const states = checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": String(checked) };
    const more = detail ? make("span", { className: "detail", textContent: detail }) : null;
    const item = make("button", { type: "button", tabIndex: -1, ...states }, make("span", { textContent: words }), more);
    item.addEventListener("click", () => {
      this.close();
      choose();
    });
    return item;
  }

  walk(event) {
    const items = this.items();
    const here = items.indexOf(document.activeElement);
    const to =
      event.key in STEPS ? (here + STEPS[event.key] + items.length) % items.length
      : event.key === "Home" ? 0
      : event.key === "End" ? items.length - 1
      : -1;
    if (event.key === "Tab") this.close();
    if (to < 0) return;
    event.preventDefault();
    items[to].focus();
  }
}

/** A press anywhere else closes the open menu, and does nothing more. */
document.addEventListener(
  "pointerdown",
  (event) => {
    if (!Menu.open || Menu.open.element.contains(event.target)) return;
    Menu.open.close(false);
    const swallow = (click) => click.target.closest(".vjs-tech") && click.stopPropagation();
    document.addEventListener("click", swallow, { capture: true, once: true });
  },
  { capture: true },
);
