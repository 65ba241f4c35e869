// The form of a title: hides the fields that do not apply to its kind.
const PLACE = ["season", "number", "last_number"];
const NOT_FOR = {
  film: [...PLACE, "parent"],
  show: [...PLACE, "parent", "runtime", "film_file", "still"],
  episode: ["parent", "original_name", "tagline"],
  trailer: [...PLACE, "original_name", "tagline"],
  edition: [...PLACE, "original_name", "tagline"],
};

function hide(node, isHidden) {
  node?.classList.toggle("is-not-for-kind", isHidden);
}

function apply(kind) {
  const hidden = new Set(NOT_FOR[kind] ?? []);
  const names = new Set(Object.values(NOT_FOR).flat());
  for (const name of names) {
    for (const box of document.querySelectorAll(`.fieldBox.field-${name}, .form-row.field-${name}:not(:has(.fieldBox))`)) {
      hide(box, hidden.has(name));
    }
  }
  for (const row of document.querySelectorAll(".form-row:has(.fieldBox)")) {
    hide(row, !row.querySelector(".fieldBox:not(.is-not-for-kind)"));
  }
  for (const part of document.querySelectorAll("fieldset.module:has(.form-row)")) {
    if (part.closest(".inline-group")) continue;
    hide(part, !part.querySelector(".form-row:not(.is-not-for-kind)"));
  }
}

const seasons = document.getElementById("seasons-group");
const place = document.createComment("seasons");

/** Of another kind of title than a show the seasons are not in the page, so that they are not sent with it. */
function showSeasons(isShow) {
  if (isShow && !seasons.isConnected) place.replaceWith(seasons);
  if (!isShow && seasons.isConnected) seasons.replaceWith(place);
}

const kind = document.getElementById("id_kind");
if (kind) {
  const change = () => {
    apply(kind.value);
    if (seasons) showSeasons(kind.value === "show");
  };
  apply(kind.value);
  kind.addEventListener("change", change);
  // The script of the seasons runs before the page is loaded, and needs them in it.
  if (document.readyState === "complete") change();
  else addEventListener("load", change);
}
