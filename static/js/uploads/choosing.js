// The files that somebody chose or dropped, folders too, and their first bytes.
const HEAD_BYTES = 64;
const HIDDEN = /(^|\/)\.[^/]*$/;

/** What a drop holds, as files with their paths within it. */
export async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found = await Promise.all(entries.map((entry) => within(entry, "")));
  return found.flat().filter(({ path }) => !HIDDEN.test(path));
}

async function within(entry, folder) {
  const path = folder + entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.push(...(await within(one, `${path}/`)));
  }
}

/** What the site is told of a file before its bytes move. */
export async function described({ file, path }) {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const head = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { path, size: file.size, modified: Math.trunc(file.lastModified), head };
}
