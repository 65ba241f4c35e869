// What the page of uploads asks the site. Errors have the site's own words.
import { gettext } from "../i18n.js";

const page = () => document.querySelector("[data-uploads-root]");
const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

/** The CSRF token as it is now: signing in again in another window changes it. */
export const token = () => cookie("csrftoken") ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export class Refused extends Error {
  constructor(words, status, answer = {}) {
    super(words);
    this.status = status;
    this.answer = answer;
  }
}

/** GET, or POST an object; the answer's JSON. Throws `Refused`, and `TypeError` where the site cannot be reached. */
export async function ask(address, words, options = {}) {
  const url = `${page().dataset.uploadsRoot}${address}`;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const post = { method: "POST", headers, body: JSON.stringify(words), ...options };
  const answer = await fetch(url, words === undefined ? {} : post);
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  const found = isJson ? await answer.json() : {};
  if (!answer.ok || !isJson) throw new Refused(found.detail ?? reason(answer.status), answer.status, found);
  return found;
}

/** What a status without words means. */
export function reason(status) {
  if (status === 403) return gettext("You are signed out; sign in again in another window, then go on here.");
  return gettext("The server answered with an error (%(status)s).", { status });
}
