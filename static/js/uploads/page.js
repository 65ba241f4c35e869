// The page on which films are uploaded: chosen or dropped files become rows; rows say how far each film is.
import { gettext, ngettext } from "../i18n.js";
import { make } from "../make-element.js";
import { described, filesOf } from "./choosing.js";
import { FilmRow, nameOf } from "./film-row.js";
import { Highest } from "./highest.js";
import { nextPause, SOONEST_MS } from "./pace.js";
import { startWaiting } from "./queue.js";
import { ask } from "./requests.js";
import { Sender } from "./sender.js";

const find = (id) => document.getElementById(id);
const DRAW_MS = 250;

class UploadPage {
  highest = new Highest();
  #senders = new Map();
  #rows = new Map();
  #said = new Map();
  #shown = null;
  #pause = SOONEST_MS;
  #timer = null;
  #drawing = false;

  constructor(root) {
    this.chunk = Number(root.dataset.chunk);
    this.list = find("uploads-films");
    this.show(JSON.parse(find("uploads-shown").textContent));
    this.#listen(find("uploads-drop"), find("uploads-files"));
    this.#wait();
  }

  /** The sender of a file that this page has, if any. */
  sender(id) {
    return this.#senders.get(id);
  }

  /** Begin with files that were chosen, or go on with those that were begun before. */
  async choose(files) {
    const found = files.map((one) => (one instanceof File ? { file: one, path: one.webkitRelativePath || one.name } : one));
    if (!found.length) return;
    try {
      const answer = await ask("begin/", { files: await Promise.all(found.map(described)) });
      answer.files.forEach((known, at) => this.#take(found[at].file, known));
      this.#tellProblems(answer.files.map((one) => one.problem).filter(Boolean));
      this.show(answer);
      this.#tellDone(answer.files.filter((one) => one.done).length);
      startWaiting(this.#senders.values());
    } catch (error) {
      this.#tellProblems([error instanceof TypeError ? gettext("The server cannot be reached; try again.") : error.message]);
    }
  }

  /** Do what a button says. */
  async act(film, name) {
    try {
      const answer = await ask(`${film.id}/${name}/`, {});
      if (name === "remove") this.#end(film);
      this.show(answer);
      this.#soon();
    } catch (error) {
      this.say(`${nameOf(film)}: ${error.message}`);
    }
  }

  /** Ask the site how far everything is. */
  async renew() {
    try {
      const answer = await ask("state/");
      const changed = JSON.stringify(answer) !== JSON.stringify(this.#shown);
      this.#pause = nextPause(this.#pause, changed);
      if (changed) this.show(answer);
    } catch {
      this.#pause = nextPause(this.#pause, false); // the site is away for now
    }
  }

  /** Show what the site says. */
  show({ films, open }) {
    this.#shown = { films, open };
    const known = new Set(films.map((film) => film.id));
    for (const [id, row] of this.#rows) {
      if (known.has(id)) continue;
      row.element.remove();
      this.#rows.delete(id);
    }
    films.forEach((film, at) => this.#place(film, at));
    find("uploads-all").hidden = !films.length;
    find("uploads-clear").hidden = !films.some((film) => film.state === "added");
    find("uploads-publish").hidden = ![...this.#rows.values()].some((row) => row.canPublish);
  }

  /** Tell people, screen readers too. */
  say(words) {
    find("uploads-told").textContent = words;
  }

  #place(film, at) {
    if (!this.#rows.has(film.id)) this.#rows.set(film.id, new FilmRow(film, this));
    const row = this.#rows.get(film.id);
    row.update(film);
    const isTypedIn = row.element.isConnected && row.element.contains(document.activeElement); // moved, it would lose that
    if (this.list.children[at] !== row.element && !isTypedIn) this.list.insertBefore(row.element, this.list.children[at] ?? null);
    if (this.#said.has(film.id) && this.#said.get(film.id) !== row.said) this.say(`${nameOf(film)}: ${row.said}`);
    this.#said.set(film.id, row.said);
  }

  #take(file, known) {
    if (known.problem || known.done || known.offset >= known.size) return;
    const before = this.#senders.get(known.id);
    if (before && before.state !== "failed") return;
    before?.end();
    this.#senders.set(known.id, new Sender(file, known, this.chunk, (sender) => this.#stepped(sender)));
  }

  #stepped(sender) {
    if (sender.state === "done") void this.#finished(sender);
    if (sender.state === "failed") this.say(`${sender.known.name}: ${sender.cause}`);
    if (sender.state !== "sending") startWaiting(this.#senders.values());
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => this.#draw(), DRAW_MS);
  }

  #draw() {
    this.#drawing = false;
    this.show(this.#shown);
  }

  async #finished(sender) {
    this.say(gettext("%(name)s: uploaded", { name: sender.known.name }));
    await this.#rows.get(sender.known.film)?.fields.flush();
    await ask(`${sender.known.film}/add/`, {}).then((answer) => this.show(answer), () => {});
    this.#soon();
  }

  #end(film) {
    for (const file of film.files) {
      this.#senders.get(file.id)?.end();
      this.#senders.delete(file.id);
    }
    startWaiting(this.#senders.values());
  }

  #soon() {
    this.#pause = SOONEST_MS;
    clearTimeout(this.#timer);
    this.#wait();
  }

  #wait() {
    this.#timer = setTimeout(async () => {
      if (this.#shown.open && !document.hidden) await this.renew();
      this.#wait();
    }, this.#pause);
  }

  #tellProblems(problems) {
    find("uploads-problems").replaceChildren(...problems.map((words) => make("li", {}, words)));
    if (!problems.length) return;
    const count = problems.length;
    this.say(ngettext("%(count)s file was not taken; see the list.", "%(count)s files were not taken; see the list.", count));
  }

  #tellDone(count) {
    if (count) this.say(ngettext("%(count)s file is in the library already.", "%(count)s files are in the library already.", count));
  }

  #listen(drop, input) {
    input.addEventListener("change", async () => {
      await this.choose([...input.files]);
      input.value = "";
    });
    for (const name of ["dragenter", "dragover"]) {
      document.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        drop.classList.add("is-over");
      });
    }
    document.addEventListener("dragleave", (event) => event.relatedTarget ?? drop.classList.remove("is-over"));
    document.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("is-over");
      await this.choose(await filesOf(event.dataTransfer));
    });
    find("uploads-clear").addEventListener("click", async () => this.show(await ask("clear/", {})));
    find("uploads-publish").addEventListener("click", () => this.#publishAll());
    addEventListener("beforeunload", (event) => this.#isSending() && event.preventDefault());
    addEventListener("pagehide", () => {
      for (const row of this.#rows.values()) void row.fields.flush({ keepalive: true });
    });
    input.disabled = false; // nothing chosen before now was listened for
  }

  async #publishAll() {
    for (const row of [...this.#rows.values()].filter((one) => one.canPublish)) await this.act(row.film, "publish");
  }

  #isSending() {
    return [...this.#senders.values()].some((one) => one.isMoving || one.state === "waiting");
  }
}

new UploadPage(find("uploads"));
