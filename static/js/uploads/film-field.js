// The field for one film in a form of the admin: the file is sent in pieces as soon as it is chosen, and the form goes
// when it has arrived. Where that cannot begin, the form sends the file itself, as it does without scripts.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { described } from "./choosing.js";
import { Highest } from "./highest.js";
import { token } from "./requests.js";
import { Sender } from "./sender.js";
import { bytesInWords, percentOf, timeInWords } from "./words.js";

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

class FilmField {
  #sender = null;
  #waiting = null; // the button that was pressed while the film was on its way
  #highest = new Highest();

  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.hidden = this.form.elements[input.dataset.filmField];
    this.name = input.name;
    this.bar = make("progress", { max: 100, value: 0, "aria-label": gettext("Upload of the film") });
    this.told = make("span", { className: "upload-quiet", role: "status" });
    this.pause = make("button", { type: "button" }, gettext("Pause"));
    this.pause.addEventListener("click", () => (this.#sender?.isMoving ? this.#sender.pause() : this.#sender?.start()));
    this.line = make("div", { className: "upload film-field", hidden: true }, this.bar, this.told, make("span", { className: "upload-acts" }, this.pause));
    input.after(this.line);
    input.addEventListener("change", () => void this.#chosen(input.files[0]));
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    addEventListener("beforeunload", (event) => this.#sender?.isMoving && event.preventDefault());
    if (this.hidden.value) this.#show(gettext("uploaded"), 100);
  }

  async #chosen(file) {
    this.#end();
    if (!file) return;
    const known = await this.#begun(file);
    if (!known || this.input.files[0] !== file) return;
    this.#sender = new Sender(file, known, Number(this.input.dataset.chunk), () => this.#draw());
    this.input.name = "";
    this.#sender.start();
  }

  /** The upload that the server made, or null: then the form sends the file, and the server says what is wrong. */
  async #begun(file) {
    try {
      const { head } = await described({ file, path: file.name });
      const told = { filename: file.name, role: "film", head };
      const metadata = Object.entries(told).map(([key, value]) => `${key} ${base64(value)}`).join(",");
      const headers = { "Tus-Resumable": "1.0.0", "Upload-Length": String(file.size), "Upload-Metadata": metadata };
      const answer = await fetch(this.input.dataset.tus, { method: "POST", headers: { ...headers, "X-CSRFToken": token() } });
      if (answer.status !== 201) return null;
      const url = answer.headers.get("Location");
      return { id: url.split("/").filter(Boolean).at(-1), url, name: file.name, size: file.size, offset: 0 };
    } catch {
      return null;
    }
  }

  #end() {
    this.#sender?.end();
    this.#sender = null;
    this.hidden.value = "";
    this.input.name = this.name;
    this.line.hidden = true;
  }

  #draw() {
    const { known, sent, state, cause } = this.#sender;
    if (state === "done") return this.#done();
    const percent = this.#highest.of(known.id, percentOf(sent, known.size));
    const words = [gettext("%(percent)s % of %(size)s", { percent, size: bytesInWords(known.size) }), ...this.#pace()];
    if (cause) words.push(state === "offline" ? gettext("%(cause)s It goes on by itself.", { cause }) : cause);
    if (this.#waiting) words.push(gettext("the form is saved when the film has arrived"));
    this.#show(words.join(" · "), percent);
    this.pause.hidden = false;
    this.pause.textContent = this.#sender.isMoving ? gettext("Pause") : gettext("Resume");
  }

  #pace() {
    const { speed, state, left } = this.#sender;
    if (state !== "sending" || !speed.perSecond) return [];
    return [gettext("%(size)s/s", { size: bytesInWords(speed.perSecond) }), timeInWords(speed.secondsFor(left))].filter(Boolean);
  }

  #done() {
    this.hidden.value = this.#sender.known.id;
    this.#show(gettext("uploaded"), 100);
    const button = this.#waiting;
    this.#waiting = null;
    if (button) this.form.requestSubmit(button);
  }

  #show(words, percent) {
    this.line.hidden = false;
    this.pause.hidden = true;
    this.bar.value = percent;
    this.told.textContent = words;
  }

  #submitted(event) {
    if (!this.#sender || this.#sender.state === "done") return;
    event.preventDefault();
    this.#waiting = event.submitter;
    if (!this.#sender.isMoving) this.#sender.start();
    this.#draw();
  }
}

const wireAll = (place) => { for (const input of place.querySelectorAll("[data-film-field]")) new FilmField(input); };

wireAll(document);
document.addEventListener("formset:added", (event) => wireAll(event.target)); // rows of the form of a show
