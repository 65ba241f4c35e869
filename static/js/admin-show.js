// The form of a show: adds seasons and rows of episodes, moves rows, and numbers them. Without it the form holds what
// is there and one empty season; rows keep the order of their numbers either way.
const numberOf = (row) => row.querySelector("input[name$='-number']");
const total = (prefix) => document.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
const rowsOf = (season) => [...season.querySelectorAll("tbody > .episode")].filter((row) => !row.hidden);

/** A copy of a template with its place put in for `prefix`-__prefix__. */
function copy(template, prefix) {
  const field = total(prefix);
  const place = field.value;
  field.value = String(Number(place) + 1);
  const holder = document.createElement("tbody");
  const named = (html) => html.replaceAll(`${prefix}-__prefix__`, `${prefix}-${place}`);
  if (template.content.firstElementChild.matches("tr")) {
    holder.innerHTML = named(template.innerHTML);
    return holder.firstElementChild;
  }
  const box = document.createElement("div");
  box.innerHTML = named(template.innerHTML);
  return box.firstElementChild;
}

const greatest = (fields, least) => Math.max(least, ...fields.map((field) => Number(field?.value) || 0));

function addEpisode(season) {
  const next = greatest(rowsOf(season).flatMap((row) => [numberOf(row), row.querySelector("[name$='-last_number']")]), 0) + 1;
  const row = copy(season.querySelector(".episode-template"), `${season.dataset.prefix}-episodes`);
  numberOf(row).value = next;
  season.querySelector("tbody").append(row);
  wireRow(row, season, true);
  row.querySelector("[name$='-name']").focus();
}

function addSeason(group) {
  const seasons = [...group.querySelectorAll(".season")];
  const next = greatest(seasons.map((season) => season.querySelector(".season-head [name$='-number']")), 0) + 1;
  const season = copy(group.querySelector(".season-template"), group.dataset.seasons);
  season.querySelector(".season-head [name$='-number']").value = next;
  group.querySelector(".season-list").append(season);
  wireSeason(season);
  addEpisode(season);
}

/** Move a row by one place; the numbers stay where they are and the rows take them. */
function move(row, season, by) {
  const rows = rowsOf(season);
  const other = rows[rows.indexOf(row) + by];
  if (!other) return;
  const numbers = rows.map((one) => numberOf(one).value);
  by < 0 ? other.before(row) : other.after(row);
  rowsOf(season).forEach((one, place) => {
    numberOf(one).value = numbers[place];
  });
  row.querySelector(by < 0 ? ".move-up" : ".move-down").focus();
}

function wireRow(row, season, isNew) {
  if (isNew) row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  for (const [name, by] of [[".move-up", -1], [".move-down", 1]]) {
    const button = row.querySelector(name);
    button.hidden = false;
    button.addEventListener("click", () => move(row, season, by));
  }
  const remove = row.querySelector("[name$='-DELETE']");
  if (isNew && remove) remove.addEventListener("change", () => { row.hidden = remove.checked; });
}

function wireSeason(season) {
  for (const row of season.querySelectorAll("tbody > .episode")) wireRow(row, season, false);
  const add = season.querySelector(".add-episode");
  if (!add) return;
  add.hidden = false;
  add.addEventListener("click", () => addEpisode(season));
}

for (const group of document.querySelectorAll("[data-seasons]")) {
  const add = group.querySelector(".add-season");
  if (!add) continue;
  for (const season of group.querySelectorAll(".season-list > .season")) wireSeason(season);
  add.hidden = false;
  add.addEventListener("click", () => addSeason(group));
}
