// Rows of cards scroll by wheel and touch by themselves, and here by buttons and keys; rows further down are loaded
// shortly before they are seen.
import { reaches, stepOf } from "./card-steps.js";
import { make } from "./make-element.js";

const NEAR = "700px 0px";
const PART = 0.9; // of what is seen, that a button scrolls

const isRightToLeft = (element) => getComputedStyle(element).direction === "rtl";
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

class CardRow extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector("ul");
    this.before = this.button(-1, this.dataset.before);
    this.next = this.button(1, this.dataset.next);
    this.append(this.before, this.next);
    this.list.addEventListener("scroll", () => this.refresh(), { passive: true });
    this.addEventListener("keydown", (event) => this.walk(event));
    new ResizeObserver(() => this.refresh()).observe(this.list);
  }

  button(way, name) {
    const made = make("button", { className: "row-button", type: "button", tabIndex: -1, hidden: true, "aria-label": name });
    made.dataset.way = way;
    made.append(chevron(way));
    made.addEventListener("click", () => this.scroll(way));
    return made;
  }

  scroll(way) {
    const distance = way * PART * this.list.clientWidth * (isRightToLeft(this) ? -1 : 1);
    this.list.scrollBy({ left: distance, behavior: isStill() ? "auto" : "smooth" });
  }

  refresh() {
    const { scrollLeft, clientWidth, scrollWidth } = this.list;
    const [back, on] = reaches(scrollLeft, clientWidth, scrollWidth);
    this.before.hidden = !back;
    this.next.hidden = !on;
  }

  walk(event) {
    const cards = [...this.list.children];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const step = event.altKey || event.ctrlKey || event.metaKey ? null : stepOf(event.key, at, cards.length, isRightToLeft(this));
    if (step === null) return;
    event.preventDefault();
    cards[at + step].querySelector("a").focus();
  }
}

function chevron(way) {
  const namespace = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(namespace, "svg");
  const line = document.createElementNS(namespace, "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: 26, height: 26, "aria-hidden": "true" })) drawing.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: way < 0 ? "M15 5l-7 7 7 7" : "M9 5l7 7-7 7", fill: "none", stroke: "currentColor", "stroke-width": 2.4 })) line.setAttribute(name, value);
  drawing.append(line);
  return drawing;
}

customElements.define("card-row", CardRow);

const watch = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      window.htmx?.trigger(target, "near");
    }
  },
  { rootMargin: NEAR },
);
const observe = () => document.querySelectorAll("[data-near]").forEach((element) => watch.observe(element));
document.addEventListener("htmx:afterSettle", observe);
observe();
