// Tells the site what was seen and opened of garments and products, in batches. Nothing is sent where the browser asks
// not to be followed; the server asks for that again.
import { SeenTimer } from "./shop/seen-timer.js";

const BATCH = 25;
const EVERY_MS = 10_000;
const LINK = 'a[href*="/go/"]';
const MAX_WAITING = 100;
const refuses = () => navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";

/** The product and garment that a link to a shop stands for; null of any other link. */
export function linked(link) {
  const address = new URL(link.href, location.href);
  const found = /\/go\/(\d+)\/$/.exec(address.pathname);
  if (!found) return null;
  const garment = Number(address.searchParams.get("g"));
  return { product: Number(found[1]), ...(garment ? { garment } : {}) };
}

/** The garment whose further products a <details> shows; null where it is closed, or of no row. */
export function openedRow(details) {
  const row = details.open && details.closest("[data-garment-row]");
  return row ? row.dataset.garmentRow : null;
}

/** Collects events and sends them; `send(events)` says whether they are on their way. */
export class EventQueue {
  constructor(send, now = () => performance.now()) {
    Object.assign(this, { send, now, waiting: [], told: new Set() });
  }

  /** Add an event, once a page. */
  add(event) {
    const name = JSON.stringify(event);
    if (this.told.has(name) || this.waiting.length >= MAX_WAITING) return;
    this.told.add(name);
    this.waiting.push({ event, at: this.now() });
    if (this.waiting.length >= BATCH) this.flush();
  }

  /** Send what waits; what could not be sent waits for the next time. */
  flush() {
    if (!this.waiting.length) return;
    const now = this.now();
    const events = this.waiting.map(({ event, at }) => ({ ...event, age: Math.round((now - at) / 100) / 10 }));
    if (this.send(events)) this.waiting = [];
  }
}

function beacon(url, csrf) {
  return (events) => {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", csrf);
    form.append("events", JSON.stringify(events));
    return navigator.sendBeacon(url, form);
  };
}

function start({ url, csrf, page }) {
  const queue = new EventQueue(beacon(url, csrf));
  const seen = new SeenTimer((element) => queue.add(told(element)));
  const told = (element) =>
    element.matches(LINK) ? { kind: "card_seen", ...linked(element) } : { kind: "row_seen", garment: Number(element.dataset.garmentRow) };
  const look = (root) => {
    root.querySelectorAll(`${LINK}, [data-garment-row]`).forEach((element) => (!element.matches(LINK) || linked(element)) && seen.watch(element));
  };
  look(document);
  new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.parentElement && look(node.parentElement)))).observe(
    document.body,
    { childList: true, subtree: true },
  );
  document.addEventListener("garment-open", ({ detail }) => queue.add({ kind: "dot_opened", garment: Number(detail) }));
  const rowOpened = (garment) => queue.add({ kind: "row_opened", garment: Number(garment) });
  document.addEventListener("row-open", ({ detail }) => rowOpened(detail));
  document.addEventListener("toggle", ({ target }) => openedRow(target) && rowOpened(openedRow(target)), true); // it does not bubble
  if (page) queue.add({ kind: "page_viewed", product: Number(page) });
  setInterval(() => queue.flush(), EVERY_MS);
  addEventListener("pagehide", () => queue.flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && queue.flush());
}

const settings = globalThis.document?.querySelector("[data-events]")?.dataset;
if (settings && !refuses()) start({ url: settings.events, csrf: settings.csrf, page: settings.product });
