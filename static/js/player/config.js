// What the page tells the player, as JSON in the page itself.
const ID = "watch-config";
const read = (page) => JSON.parse(page.getElementById(ID).textContent);

/** The config of the open page. */
export const readConfig = () => read(document);

/** The page's config as the server would give it now, with fresh addresses; null where it gives none any more. */
export async function freshConfig() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById(ID) ? read(page) : null;
}
