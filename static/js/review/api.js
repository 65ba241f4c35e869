// The review API: JSON both ways; a refusal becomes a Refusal with the server's words.
export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? /csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

/** What a refusal says: `detail`, or the first message of a form. */
export function wordsOf(body) {
  if (typeof body === "string") return body;
  const first = Array.isArray(body) ? body[0] : body && (body.detail ?? Object.values(body)[0]);
  return first === undefined || first === null ? "" : wordsOf(first);
}

export class ReviewApi {
  constructor(root) {
    this.root = root;
  }

  async send(method, path, body, more = {}) {
    const headers = { Accept: "application/json" };
    if (method !== "GET") Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": csrf() });
    const answer = await fetch(this.root + path, { method, headers, body: body && JSON.stringify(body), ...more });
    const text = await answer.text();
    const data = text ? parsed(text) : null;
    if (!answer.ok) throw new Refusal(answer.status, wordsOf(data) || `${answer.status} ${answer.statusText}`);
    return data;
  }

  get(path, query = {}) {
    const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "" && value !== undefined));
    return this.send("GET", words.size ? `${path}?${words}` : path);
  }

  post(path, body = {}) {
    return this.send("POST", path, body);
  }

  patch(path, body) {
    return this.send("PATCH", path, body);
  }

  /** Let go of garments; also while the page goes away. */
  release(garments) {
    return this.send("DELETE", "holds/", { garments }, { keepalive: true });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page
  }
}
