// The row of one film: what is typed of it, its files, the work on it. It is built once and then changed in place, so
// that neither what is typed nor where the keyboard is gets lost.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";
import { Fields } from "./fields.js";
import { FileLine } from "./file-line.js";
import { actsOf, jobLines, linksOf } from "./work.js";

export class FilmRow {
  #lines = new Map();
  #links = "";
  #acts = "";

  constructor(film, page) {
    this.page = page;
    this.fields = new Fields(film, () => page.renew());
    this.heading = make("h3", { id: `upload-${film.id}` });
    this.state = make("p", { className: "upload-state" });
    this.picture = make("img", { className: "upload-picture", alt: "", hidden: true });
    this.files = make("ul", { className: "upload-files", "aria-label": gettext("Files") });
    this.jobs = make("ul", { className: "upload-jobs", "aria-label": gettext("Work") });
    this.notes = make("ul", { className: "upload-notes", "aria-label": gettext("Notes") });
    this.links = make("p", { className: "upload-links" });
    this.acts = make("p", { className: "upload-acts" });
    this.element = make(
      "li", { className: "upload", "data-film": film.id, "aria-labelledby": this.heading.id },
      this.picture,
      make(
        "div", { className: "upload-main" },
        this.heading, this.state, this.fields.element, this.files, this.jobs, this.notes, this.links, this.acts,
      ),
    );
    this.update(film);
  }

  /** Show the film as it is now. */
  update(film) {
    this.film = film;
    this.element.dataset.state = film.state;
    this.heading.textContent = nameOf(film);
    this.state.textContent = this.#words(film);
    this.fields.update(film, film.jobs.some((job) => job.kind === "add_film" && job.status === "failed"));
    this.#showFiles(film.files);
    this.jobs.replaceChildren(...jobLines(film, this.page.highest));
    this.notes.replaceChildren(...film.notes.map((words) => make("li", {}, words)));
    for (const list of [this.files, this.jobs, this.notes]) list.hidden = !list.children.length;
    this.#showPicture(film.title);
    this.#showLinks(film);
    this.#showActs(film);
  }

  /** What a screen reader is told when it changes. */
  get said() {
    const failed = this.film.jobs.find((job) => job.status === "failed");
    return failed ? `${this.state.textContent} ${failed.error}` : this.state.textContent;
  }

  /** Whether it is ready to be shown to viewers. */
  get canPublish() {
    const { title } = this.film;
    return Boolean(title?.watch && !title.published && title.publishes);
  }

  #words(film) {
    const paused = film.jobs.some((job) => job.status === "paused") ? gettext("The work is paused.") : "";
    const more = [paused && ` ${paused}`, film.owner && ` (${film.owner})`].filter(Boolean).join("");
    if (film.jobs.some((job) => job.status === "failed")) return gettext("Something failed; see below.") + more;
    if (film.title?.published) return gettext("Published.") + more;
    if (film.title?.watch) return gettext("Can be watched; not published yet.") + more;
    if (film.state === "added" && !film.title) return gettext("Deleted from the library.") + more;
    if (film.state === "added") return gettext("In the library; being prepared.") + more;
    if (film.state === "adding") return gettext("Uploaded; being added to the library.") + more;
    const isWhole = film.files.length > 0 && film.files.every((file) => file.offset >= file.size);
    return (isWhole && film.needed.length ? gettext("Uploaded; fill in what is missing.") : gettext("Uploading.")) + more;
  }

  #showFiles(files) {
    for (const file of files) {
      if (!this.#lines.has(file.id)) this.#lines.set(file.id, new FileLine(file, this.page));
      const line = this.#lines.get(file.id);
      line.update(file);
      if (line.element.parentNode !== this.files) this.files.append(line.element);
    }
    const known = new Set(files.map((file) => file.id));
    for (const [id, line] of this.#lines) {
      if (known.has(id)) continue;
      line.element.remove();
      this.#lines.delete(id);
    }
  }

  #showPicture(title) {
    const address = title?.poster ?? "";
    this.picture.hidden = !address;
    this.picture.classList.toggle("is-wide", Boolean(title?.wide));
    if (address && this.picture.getAttribute("src") !== address) this.picture.src = address;
  }

  #showLinks(film) {
    const links = linksOf(film.title);
    const key = JSON.stringify(links);
    if (key === this.#links) return;
    this.#links = key;
    const named = (words) => `${words}: ${nameOf(film)}`;
    this.links.replaceChildren(...links.map(([href, words]) => make("a", { href, "aria-label": named(words) }, words)));
  }

  #showActs(film) {
    const acts = actsOf(film);
    const key = JSON.stringify([acts, nameOf(film)]);
    if (key === this.#acts) return;
    this.#acts = key;
    const focused = this.acts.contains(document.activeElement) ? document.activeElement.dataset.act : "";
    this.acts.replaceChildren(...acts.map(([act, words]) => this.#button(film, act, words)));
    if (focused) (this.acts.querySelector(`[data-act=${focused}]`) ?? this.acts.querySelector("button"))?.focus();
  }

  #button(film, act, words) {
    const label = `${words}: ${nameOf(film)}`;
    const button = make("button", { type: "button", "data-act": act, "aria-label": label }, words);
    button.addEventListener("click", () => this.page.act(film, act));
    return button;
  }
}

/** What to call a film: an episode by its show and place too, since rows of a season stand together. */
export function nameOf(film) {
  const name = film.title?.name ?? film.name;
  if (film.kind !== "episode") return name || film.files[0]?.name || gettext("A film without a name");
  const last = film.last_number > film.number ? `–${film.last_number}` : "";
  const place = film.season !== null && film.number !== null ? ` ${film.season}×${film.number}${last}` : "";
  return [`${film.show || gettext("An episode")}${place}`, name].filter(Boolean).join(": ");
}
