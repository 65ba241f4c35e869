// A trailer plays in a dialog over the page of its title. The link leads to the watch page where scripts do not run, and
// also where the film has no progressive file.
import { gettext } from "./i18n.js";
import { make } from "./make-element.js";

function trackOf({ url, language, label, kind }) {
  return make("track", { src: url, srclang: language, label, kind });
}

/** The dialog of a trailer, from what the API says of its film; gone from the page once closed. */
function dialogOf(name, sources) {
  const close = make("button", { type: "button", className: "button quiet" }, gettext("Close"));
  const video = make("video", { src: sources.progressive, poster: sources.still, controls: true, playsInline: true }, ...sources.subtitles.map(trackOf));
  const head = make("div", { className: "trailer-head" }, make("h2", { id: "trailer-name" }, name), close);
  const dialog = make("dialog", { className: "trailer", "aria-labelledby": "trailer-name" }, head, video);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    video.pause();
    dialog.remove();
  });
  return { dialog, video };
}

async function show(link) {
  const answer = await fetch(link.dataset.trailer, { headers: { Accept: "application/json" } });
  const sources = answer.ok ? await answer.json() : {};
  if (!sources.progressive) return location.assign(link.href);
  const { dialog, video } = dialogOf(link.dataset.name, sources);
  document.body.append(dialog);
  dialog.showModal();
  return video.play().catch(() => {}); // the browser wants another click: the controls are there
}

function onClick(event) {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const link = event.currentTarget;
  show(link).catch(() => location.assign(link.href));
}

for (const link of document.querySelectorAll("a[data-trailer]")) link.addEventListener("click", onClick);
