// Shows of a feed's source the fields that its origin needs; without scripts all of them are there.
const NEEDED = { upload: ["file"], url: ["url", "username", "password"], path: ["location"], folder: ["location"] };
const FIELDS = [...new Set([...Object.values(NEEDED).flat(), "interval"])];

/** The fields of an origin: whatever is fetched can be fetched again and again. */
export function fieldsOf(origin) {
  return [...(NEEDED[origin] ?? FIELDS), ...(origin === "upload" ? [] : ["interval"])];
}

function show(origin) {
  for (const name of FIELDS) {
    const row = document.querySelector(`.feed-source .field-${name}`);
    if (row) row.hidden = !fieldsOf(origin).includes(name);
  }
}

const choice = typeof document === "undefined" ? null : document.querySelector("select#id_origin");
if (choice) {
  choice.addEventListener("change", () => show(choice.value));
  show(choice.value);
}
