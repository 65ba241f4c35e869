// The line of one file of a film: its bar, speed and time left, and what can be done with it.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { bytesInWords, percentOf, timeInWords } from "./words.js";

export class FileLine {
  constructor(file, page) {
    this.file = file;
    this.page = page;
    this.bar = make("progress", { max: 100, value: 0, "aria-label": file.name });
    this.told = make("span", { className: "upload-quiet" });
    this.cause = make("span", { className: "upload-error" });
    this.pause = this.#button(gettext("Pause"), () => page.sender(file.id)?.pause());
    this.resume = this.#button(gettext("Resume"), () => page.sender(file.id)?.start());
    this.again = this.#button(gettext("Try again"), () => page.sender(file.id)?.start());
    this.chooser = make("input", { type: "file", className: "uploads-files", id: `again-${file.id}` });
    this.chooser.addEventListener("change", () => page.choose([...this.chooser.files]));
    this.choose = make(
      "span", {},
      make("label", { className: "upload-button", htmlFor: this.chooser.id }, gettext("Choose the file again")), this.chooser,
    );
    this.element = make(
      "li", { className: "upload-file" },
      make("span", { className: "upload-name" }, file.name, make("span", { className: "upload-role" }, file.role_shown)),
      this.bar, this.told, make("span", { className: "upload-acts" }, this.pause, this.resume, this.again, this.choose),
      this.cause,
    );
  }

  /** Show how far the file is. */
  update(file) {
    this.file = file;
    const sender = this.page.sender(file.id);
    const sent = Math.max(file.offset, sender?.sent ?? 0);
    const isWhole = file.offset >= file.size || sender?.state === "done";
    const percent = this.page.highest.of(file.id, isWhole ? 100 : percentOf(Math.max(0, sent), file.size));
    this.bar.value = percent;
    this.told.textContent = isWhole ? gettext("uploaded") : this.#words(file, sender, sent, percent);
    this.cause.textContent = isWhole ? "" : this.#cause(file, sender);
    this.element.dataset.state = isWhole ? "done" : (sender?.state ?? "left");
    this.pause.hidden = isWhole || !["sending", "offline", "waiting"].includes(sender?.state);
    this.resume.hidden = isWhole || sender?.state !== "paused";
    this.again.hidden = isWhole || sender?.state !== "failed";
    this.choose.hidden = isWhole || (sender !== undefined && sender.state !== "failed");
  }

  #words(file, sender, sent, percent) {
    const size = gettext("%(percent)s % of %(size)s", { percent, size: bytesInWords(file.size) });
    const state = {
      waiting: gettext("waits for its turn"), paused: gettext("paused"), failed: gettext("stopped"),
    }[sender?.state];
    if (state) return `${size} · ${state}`;
    const speed = sender?.state === "sending" ? sender.speed.perSecond : null;
    if (!speed) return size;
    const left = timeInWords(sender.speed.secondsFor(file.size - sent));
    return [size, gettext("%(size)s/s", { size: bytesInWords(speed) }), left].filter(Boolean).join(" · ");
  }

  #cause(file, sender) {
    if (file.offset < 0) return gettext("The server has this file no more; cancel it and choose it again.");
    if (!sender) return gettext("Choose the same file again; it goes on where it stopped.");
    if (sender.state === "offline") return gettext("%(cause)s It goes on by itself.", { cause: sender.cause });
    return sender.state === "failed" ? sender.cause : "";
  }

  #button(words, act) {
    const button = make("button", { type: "button", "aria-label": `${words}: ${this.file.name}` }, words);
    button.addEventListener("click", act);
    return button;
  }
}
