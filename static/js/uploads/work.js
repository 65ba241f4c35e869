// The jobs of a film with their bars, and the links and buttons that go with what has become of it.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";

const ENDED = ["failed", "cancelled"];

/** One line for each job. */
export function jobLines(film, highest) {
  return film.jobs.map((job) => make("li", { "data-kind": job.kind, "data-status": job.status }, ...jobParts(job, highest)));
}

function jobParts(job, highest) {
  const name = job.url ? make("a", { href: job.url }, job.label) : make("span", {}, job.label);
  const percent = highest.of(`job ${job.id}`, Math.floor(job.percent));
  const hidden = job.status === "queued" && !percent;
  const bar = make("progress", { max: 100, value: percent, "aria-label": job.label, hidden });
  return [name, bar, make("span", { className: "upload-quiet" }, jobWords(job, percent)), error(job.error)];
}

function jobWords(job, percent) {
  if (job.stopping) return gettext("stops soon");
  if (job.pausing) return gettext("pauses soon");
  if (job.status === "paused") return [job.status_shown, percent && `${percent} %`].filter(Boolean).join(" · ");
  if (job.status === "queued") return gettext("waits for a worker");
  if (job.status !== "running") return job.status_shown;
  return [`${percent} %`, job.left, job.stage].filter(Boolean).join(" · ");
}

const error = (words) => make("span", { className: "upload-error" }, words);

/** What can be done with a film now: names of the site's actions, and what the buttons say. */
export function actsOf(film) {
  const isOpen = film.jobs.some((job) => !ENDED.includes(job.status) && job.status !== "done");
  const hasEnded = film.jobs.some((job) => ENDED.includes(job.status));
  const acts = [];
  if (film.title && !film.title.published && film.title.publishes) acts.push(["publish", gettext("Publish")]);
  if (isOpen && !film.jobs.some((job) => job.stopping)) acts.push(...pauseOf(film), ["stop", gettext("Stop the work")]);
  if (hasEnded && (film.title || film.files.length)) acts.push(["again", gettext("Do it again")]);
  if (film.state === "uploading") acts.push(["remove", gettext("Cancel")]);
  else if (!isOpen) acts.push(["remove", gettext("Take off the list")]);
  return acts;
}

function pauseOf(film) {
  const isPaused = film.jobs.some((job) => job.pausing || job.status === "paused");
  return [isPaused ? ["resume", gettext("Resume the work")] : ["pause", gettext("Pause the work")]];
}

/** Links to what a film has become. */
export function linksOf(title) {
  if (!title) return [];
  const links = [
    [title.watch, gettext("Watch as viewer")], [title.url, gettext("Title")], [title.film, gettext("Film")],
    [title.watch && title.artwork, gettext("Artwork")],
  ];
  return links.filter(([address]) => address);
}
