// Suggestions under the search field: a combobox with a list (WAI-ARIA 1.2, "editable combobox with list autocomplete").
// Without this module the field is a plain search form.

const WAIT_MS = 120;
const MIN_LETTERS = 2;

/** Whether a text is long enough to be looked up; a sign of a script that writes words in one sign is. */
export const isEnough = (text) => text.length >= MIN_LETTERS || /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text);

/** The option after `active` (-1: none) for a key, of `count`; past the ends nothing is active, as in the field itself. */
export function stepped(key, active, count) {
  if (!count) return -1;
  if (key === "ArrowDown") return active + 1 < count ? active + 1 : -1;
  return active < 0 ? count - 1 : active - 1;
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.list = form.querySelector("[data-suggestions]");
    this.status = form.querySelector("[data-suggest-status]");
    Object.assign(this, { active: -1, asked: "", answers: new Map(), timer: 0, request: null });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list", autocomplete: "off" })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("focus", () => this.input.value === this.asked && this.show());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.hide());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    this.list.addEventListener("click", () => this.hide());
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  later() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (!isEnough(text)) {
      this.request?.abort();
      this.asked = "";
      this.hide();
    } else this.timer = setTimeout(() => this.ask(text), this.answers.has(text) ? 0 : WAIT_MS);
  }

  async ask(text) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const html = this.answers.get(text) ?? (await this.fetched(text, this.request.signal));
      this.answers.set(text, html);
      if (this.input.value.trim() === text) this.render(text, html);
    } catch (error) {
      if (error.name !== "AbortError") this.hide();
    }
  }

  async fetched(text, signal) {
    const answer = await fetch(`${this.form.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal });
    if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
    return answer.text();
  }

  /** The site's own answer, in which all text is escaped. */
  render(text, html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const said = page.querySelector("[data-said]");
    said?.remove();
    this.list.replaceChildren(...page.body.childNodes);
    this.asked = this.input.value;
    this.mark(-1);
    this.show();
    this.status.textContent = said?.textContent.trim() ?? "";
  }

  show() {
    if (!this.options.length || document.activeElement !== this.input) return;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  hide() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
    this.mark(-1);
  }

  mark(place) {
    const { options } = this;
    this.active = place;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) this.show();
      if (this.isOpen) this.mark(stepped(event.key, this.active, this.options.length));
    } else if (event.key === "Enter" && this.isOpen && this.active >= 0) {
      event.preventDefault();
      this.options[this.active].click();
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      this.hide();
    }
  }
}

if (globalThis.document) for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
