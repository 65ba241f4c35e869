// The small player of a film's page: buttons beside the fields of times take the moment that is shown, or play from
// the time that is there; the lines of the subtitles lead to their moments.
import { gettext } from "./i18n.js";
import { clock } from "./clock.js";
import { momentText, secondsOf } from "./moments.js";

const FIELDS = "#id_intro_start, #id_intro_end, #id_recap_start, #id_recap_end, #id_credits_start, [id^=id_chapters-][id$=-start]";

function button(words, label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "row-button";
  made.textContent = words;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
}

function nameOf(field) {
  const label = field.labels?.[0]?.textContent.replace(/:\s*$/, "").trim();
  const title = field.closest("tr")?.querySelector("[name$=-title]")?.value;
  return [label || field.getAttribute("aria-label") || gettext("Start"), title].filter(Boolean).join(", ");
}

function wire(field, video) {
  if (field.id.includes("__prefix__") || field.dataset.moment) return;
  field.dataset.moment = "wired";
  const take = button(gettext("Now"), gettext("%(name)s: take the moment that is shown", { name: nameOf(field) }), () => {
    field.value = momentText(video.currentTime);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const from = button("▶", gettext("%(name)s: play from there", { name: nameOf(field) }), () => {
    const seconds = secondsOf(field.value);
    if (seconds === null) return;
    video.currentTime = seconds;
    void video.play();
  });
  const both = document.createElement("span");
  both.className = "moment-buttons";
  both.append(take, from);
  field.after(both);
}

function line(cue, video) {
  const item = document.createElement("li");
  const words = cue.text.replace(/<[^>]+>/g, "");
  const jump = button("", `${clock(cue.startTime)} ${words}`, () => { video.currentTime = cue.startTime; });
  const when = document.createElement("time");
  when.textContent = clock(cue.startTime);
  jump.className = "";
  jump.append(when, ` ${words}`);
  item.append(jump);
  return item;
}

/** Fill the list with the lines of a track; a track is read by the browser once it is not off. */
function showLines(list, elements, place, video) {
  elements.forEach((element, at) => { element.track.mode = at === place ? "showing" : "disabled"; });
  const element = elements[place];
  const fill = () => list.replaceChildren(...[...(element.track.cues ?? [])].map((cue) => line(cue, video)));
  if (element.readyState === 2) fill();
  else element.addEventListener("load", fill, { once: true });
}

function wireLines(lines, video) {
  const elements = [...video.querySelectorAll("track")];
  const select = lines.querySelector("select");
  const list = lines.querySelector("ol");
  const show = () => { if (lines.open) showLines(list, elements, Number(select.value), video); };
  lines.addEventListener("toggle", show);
  select.addEventListener("change", show);
}

const player = document.querySelector("[data-film-player]");
if (player) {
  const video = player.querySelector("video");
  const wireAll = () => document.querySelectorAll(FIELDS).forEach((field) => wire(field, video));
  wireAll();
  document.addEventListener("formset:added", wireAll);
  const lines = player.querySelector(".film-lines");
  if (lines) wireLines(lines, video);
}
