// Questions that a worker answers: ask, look for the answer until it is there, let go when nobody waits any more.
import { gettext } from "../i18n.js";

const EVERY_MS = 120;
const MAX_MS = 15_000;

const pause = (ms, signal) =>
  new Promise((done, fail) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), fail(signal.reason)), { once: true });
  });

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Error(answer.status === 429 ? gettext("That was a lot of questions. Wait a moment, then try again.") : wordsOf(body));
}

/** What an error's body says to people: the first words in it. */
export function wordsOf(body) {
  const [first] = Object.values(body ?? {}).flat();
  return typeof first === "string" ? first : gettext("The shop does not answer just now.");
}

/**
 * The answer to a question, `whole` with its id; throws an Error with words for people, or the signal's reason when it is
 * let go of. `type` is that of a body which is no JSON.
 */
export async function ask(url, body, { csrf, signal, type = "", whole = false, fetch = globalThis.fetch, every = EVERY_MS, longest = MAX_MS }) {
  const headers = { "Content-Type": type || "application/json", Accept: "application/json", "X-CSRFToken": csrf };
  const sent = type ? body : JSON.stringify(body);
  const { url: answerUrl, id } = await read(await fetch(url, { method: "POST", headers, body: sent, signal }));
  const letGo = () => fetch(answerUrl, { method: "DELETE", headers, keepalive: true }).catch(() => {});
  signal?.addEventListener("abort", letGo, { once: true });
  try {
    for (let waited = 0; waited < longest; waited += every) {
      await pause(every, signal);
      const { status, result, error } = await read(await fetch(answerUrl, { headers, signal }));
      if (status === "done") return whole ? { id, result } : result;
      if (status !== "queued" && status !== "running") throw new Error(error || gettext("The search was stopped."));
    }
  } finally {
    signal?.removeEventListener("abort", letGo);
  }
  letGo();
  throw new Error(gettext("No answer came in time."));
}
