// Names for fields of the admin that only their column, or their place, names for those who see: rows of tables of
// related things, search fields that complete what is typed, the search of a list. Tables that scroll take the focus.
import { gettext } from "./i18n.js";

const text = (node) => node?.textContent.trim() ?? "";

/** The heading of the column that a cell stands in. */
function heading(cell) {
  const table = cell?.closest("table");
  return text(table?.tHead?.rows[0]?.cells[cell.cellIndex]);
}

function nameCell(cell) {
  const words = heading(cell);
  for (const field of cell.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!field.labels?.length && words) field.setAttribute("aria-label", words);
  }
}

function nameCombobox(select) {
  const words = text(select.labels?.[0]).replace(/:$/, "") || select.getAttribute("aria-label") || heading(select.closest("td"));
  const boxes = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]") ?? [];
  for (const box of words ? boxes : []) box.setAttribute("aria-label", words);
}

/** The two fields of a moment are named by their row and by what stands before them: "Publish at, date". */
function nameMoment(field) {
  const row = text(field.closest(".flex-container, .fieldBox, .form-row")?.querySelector("label, legend"));
  const part = (field.previousSibling?.textContent ?? "").trim();
  field.setAttribute("aria-label", [row, part].map((words) => words.replace(/:$/, "")).filter(Boolean).join(", "));
}

function nameAll(root) {
  for (const field of root.querySelectorAll(".datetime input:not([type=hidden])")) if (!field.labels?.length) nameMoment(field);
  for (const cell of root.querySelectorAll(".tabular td")) nameCell(cell);
  for (const head of root.querySelectorAll(".tabular th.original:empty")) {
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = gettext("Row");
    head.append(words);
  }
  for (const table of root.querySelectorAll(".inline-group .tabular")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  for (const head of root.querySelectorAll(".tabular thead th:empty")) head.replaceWith(document.createElement("td")); // that of a column of boxes to delete by, which is not there
  for (const select of root.querySelectorAll("select.admin-autocomplete")) nameCombobox(select);
}

function start() {
  nameAll(document);
  document.getElementById("searchbar")?.setAttribute("aria-label", gettext("Search"));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
}

// Django's scripts make the fields that complete when the page is read; this comes after all of them.
if (document.readyState === "complete") start();
else addEventListener("load", () => setTimeout(start));
