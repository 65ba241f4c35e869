// What is typed of a film while it is uploaded: kept by the site as it is typed, errors said at their fields.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { ask } from "./requests.js";

const AFTER_MS = 500;
const LATE = ["name", "year"];
const FIELDS = [
  ["kind", gettext("Kind"), "both"],
  ["show", gettext("Show"), "episode"],
  ["season", gettext("Season"), "episode"],
  ["number", gettext("Episode"), "episode"],
  ["name", gettext("Name"), "both"],
  ["year", gettext("Year"), "film"],
];
const NUMBERS = ["season", "number", "year"];

export class Fields {
  #typed = {};
  #timer = null;

  constructor(film, changed) {
    this.id = film.id;
    this.changed = changed;
    this.inputs = Object.fromEntries(FIELDS.map(([name, label, of]) => [name, this.#field(film, name, label, of)]));
    this.replace = this.#replace();
    this.element = make(
      "div", { className: "upload-fields", role: "group", "aria-label": gettext("About the film") },
      ...Object.values(this.inputs).map((one) => one.line), this.replace.line,
    );
    this.element.addEventListener("input", (event) => this.#note(event.target));
    this.update(film);
  }

  /** Show what the site has, except where somebody types; `canReplace`: another film is in the place of this one. */
  update(film, canReplace = false) {
    const isEpisode = (this.#typed.kind ?? film.kind) === "episode";
    this.element.hidden = Boolean(film.title?.published);
    for (const [name, { input, line, of }] of Object.entries(this.inputs)) {
      if (!(name in this.#typed) && document.activeElement !== input) input.value = film[name] ?? "";
      input.disabled = !film.editable && !(LATE.includes(name) && film.title?.publishes !== false);
      line.hidden = input.disabled || (of !== "both" && (of === "episode") !== isEpisode);
      input.required = film.needed.includes(name);
    }
    this.replace.line.hidden = !film.editable || !(canReplace || film.replace);
    if (!("replace" in this.#typed)) this.replace.input.checked = film.replace;
  }

  /** Send what was typed and not sent yet; on leaving the page too. */
  async flush(options = {}) {
    clearTimeout(this.#timer);
    const words = this.#typed;
    if (!Object.keys(words).length) return;
    this.#typed = {};
    try {
      await ask(`${this.id}/describe/`, words, options);
      this.#tell(words, {});
      this.changed();
    } catch (error) {
      if (error.answer?.errors) this.#tell(words, error.answer.errors);
      else if (error instanceof TypeError) this.#again(words);
      else this.#tell(words, { [Object.keys(words)[0]]: [error.message] });
    }
  }

  /** The network is gone: what was typed waits. */
  #again(words) {
    this.#typed = { ...words, ...this.#typed };
    this.#timer = setTimeout(() => this.flush(), 10 * AFTER_MS);
  }

  #note(input) {
    this.#typed[input.name] = input.type === "checkbox" ? input.checked : input.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), AFTER_MS);
    if (input.name === "kind") {
      for (const { line, of } of Object.values(this.inputs)) line.hidden = of !== "both" && of !== input.value;
    }
  }

  #tell(words, errors) {
    for (const [name, { input, told }] of Object.entries(this.inputs)) {
      if (!(name in words) && !(name in errors)) continue;
      told.textContent = (errors[name] ?? []).join(" ");
      input.setAttribute("aria-invalid", String(name in errors));
    }
  }

  #field(film, name, label, of) {
    const id = `upload-${film.id}-${name}`;
    const input = name === "kind" ? kinds(id) : make("input", { id, name, type: "text", autocomplete: "off" });
    if (NUMBERS.includes(name)) input.inputMode = "numeric";
    const told = make("span", { className: "upload-error", id: `${id}-told` });
    input.setAttribute("aria-describedby", told.id);
    const line = make("p", { className: `upload-field upload-field-${name}` }, make("label", { htmlFor: id }, label), input, told);
    return { input, told, line, of };
  }

  #replace() {
    const id = `upload-${this.id}-replace`;
    const input = make("input", { id, name: "replace", type: "checkbox" });
    const label = make("label", { htmlFor: id }, gettext("Replace the film that is there"));
    return { input, line: make("p", { className: "upload-field upload-field-replace" }, input, label) };
  }
}

const kinds = (id) =>
  make(
    "select", { id, name: "kind" },
    make("option", { value: "film" }, gettext("Film")), make("option", { value: "episode" }, gettext("Episode")),
  );
