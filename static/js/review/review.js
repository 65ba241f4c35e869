// The screen of review: one garment after another, decided by keys, by mouse or by touch.
import { gettext, ngettext } from "../i18n.js";
import { ReviewApi } from "./api.js";
import * as dialogs from "./dialogs.js";
import { actOf } from "./keys.js";
import { nextUndecided, Queue } from "./queue.js";
import { drawCandidates, drawItem, drawNothing, drawWaiting, tell } from "./view.js";

const RENEW_MS = 45_000;
const WORDS = { approve: "approved", reject: "rejected", pin: "pinned" };

class Review {
  constructor(root) {
    this.mayDecide = "decide" in root.dataset;
    this.api = new ReviewApi(root.dataset.api);
    this.filters = document.getElementById("review-filters");
    this.note = document.getElementById("review-note");
    this.queue = new Queue((leaveOut) => this.fetchNext(leaveOut), (garments) => this.release(garments));
    this.chosen = -1;
    /** Decisions go to the server one after another, in the order of the keys. */
    this.sending = Promise.resolve();
    this.pending = 0;
  }

  get item() {
    return this.queue.shown;
  }

  get candidate() {
    return this.item?.candidates[this.chosen];
  }

  start() {
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.getElementById("review").addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button) this.run({ act: button.dataset.act });
    });
    this.filters.addEventListener("change", () => this.restart());
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("beforeunload", (event) => {
      if (this.pending) event.preventDefault(); // the browser asks whether to lose what is not sent yet
    });
    setInterval(() => this.renew(), RENEW_MS);
    return this.restart();
  }

  pressed(event) {
    const asked = actOf(event);
    if (!asked || event.repeat) return;
    event.preventDefault();
    this.run(asked);
  }

  run({ act, place }) {
    return this.tried(() => this.act(act, place));
  }

  act(act, place) {
    const { api, item } = this;
    if (act === "help") return dialogs.help();
    if (act === "next") return this.next();
    if (!item || !this.mayDecide) return act === "choose" || act === "move" ? this.choose(act, place) : this.mayDecide && act === "undo" ? this.undo() : null;
    const path = `items/${item.garment.id}/`;
    const note = this.note?.value ?? "";
    switch (act) {
      case "approve":
      case "reject":
      case "pin":
        return this.decide(this.candidate, WORDS[act]);
      case "choose":
      case "move":
        return this.choose(act, place);
      case "approve-all":
      case "reject-all":
        return this.bulk({ status: WORDS[act.split("-")[0]], garment: item.garment.id });
      case "undo":
        return this.undo();
      case "reject-garment":
        return this.edit(() => api.patch(path, { edit: "reject", note }), gettext("Hidden: %(garment)s", { garment: item.garment.label }), true);
      case "merge":
        return api.get(`${path}merge/`).then((others) => dialogs.merge(others, (other) => this.tried(() => this.edit(() => api.post(`${path}merge/`, { other: other.id, note }), gettext("Merged.")))));
      case "split":
        return dialogs.split(item.garment, (appearances) => this.tried(() => this.edit(() => api.post(`${path}split/`, { appearances, note }), gettext("Split."))));
      case "rename":
        return dialogs.rename(item.garment, (value) => this.tried(() => this.edit(() => api.patch(path, { edit: "rename", value, note }), gettext("Renamed."))));
      case "category":
        return dialogs.category(item.garment, (value) => this.tried(() => this.edit(() => api.patch(path, { edit: "category", value, note }), gettext("Changed; it is matched anew."))));
      case "search":
        return dialogs.search((q) => api.get("products/", { q }), (card, status) => this.tried(() => this.other(card, status)));
      case "bulk":
        return dialogs.bulk(item, this.candidate, (asked) => this.tried(() => this.bulk(asked)));
      case "history":
        return api.get(`${path}history/`).then(dialogs.history);
      default:
        return null;
    }
  }

  /** Do something; what is refused is told, and what changed meanwhile is shown as it is now. */
  async tried(act) {
    try {
      await act();
    } catch (fault) {
      tell(fault.message, true);
      if (fault.status === 409 || fault.status === 404) await this.reload(fault.message);
    }
  }

  /** The word is shown at once, and sent behind the ones before it; after the last candidate the next garment comes. */
  async decide(candidate, status) {
    if (!candidate) return;
    const { item } = this;
    const seen = candidate.status;
    candidate.status = status;
    candidate.status_name = { approved: gettext("Approved"), rejected: gettext("Rejected"), pinned: gettext("Pinned") }[status];
    candidate.decided_by = "";
    tell(`${candidate.status_name}: ${candidate.title}`);
    const sent = this.send(() => this.api.post(`items/${item.garment.id}/decisions/`, { product: candidate.id, status, seen, note: this.note.value }));
    this.note.value = "";
    this.chosen = nextUndecided(item.candidates, this.chosen);
    this.draw();
    if (this.chosen < 0) this.advance(false);
    await sent;
  }

  send(act) {
    this.pending += 1;
    const sent = this.sending.then(act).finally(() => (this.pending -= 1));
    this.sending = sent.catch(() => null);
    return sent;
  }

  /** A product that was not suggested. */
  async other(card, status) {
    const { garment } = this.item;
    const seen = this.item.candidates.find((one) => one.id === card.id)?.status ?? "";
    await this.send(() => this.api.post(`items/${garment.id}/decisions/`, { product: card.id, status, seen, note: this.note.value }));
    await this.reload();
    tell(gettext("Added: %(product)s", { product: card.title }));
  }

  async edit(ask, told, isLast = false) {
    const item = await this.send(ask);
    this.note.value = "";
    tell(told);
    if (isLast) return this.advance(false);
    this.shown(item);
  }

  async bulk(asked) {
    const { count } = await this.send(() => this.api.post("bulk/", { ...asked, note: this.note.value }));
    tell(ngettext("%(count)s decision", "%(count)s decisions", count));
    if (asked.garment) return this.advance(false);
    await this.reload();
  }

  async undo() {
    const { garment, count } = await this.send(() => this.api.post("undo/"));
    if (garment) this.shown(await this.api.get(`items/${garment}/`));
    tell(ngettext("%(count)s decision taken back", "%(count)s decisions taken back", count));
  }

  choose(act, place) {
    if (!this.item?.candidates.length) return;
    const count = this.item.candidates.length;
    const chosen = act === "choose" ? place : (this.chosen + place + count) % count;
    if (chosen < count) this.chosen = chosen;
    this.draw();
  }

  next() {
    return this.advance(true);
  }

  /** Show the next garment; the one that is left waits for another time where it is `put off`. */
  async advance(isPutOff) {
    if (this.isAdvancing) return;
    this.isAdvancing = true;
    try {
      await this.toNext(isPutOff);
    } finally {
      this.isAdvancing = false;
    }
  }

  async toNext(isPutOff) {
    const left = this.item?.garment.id;
    const answer = await this.queue.next();
    if (left && this.mayDecide) this.send(() => (isPutOff ? this.api.post(`items/${left}/put-off/`) : this.api.release([left]))).catch((fault) => tell(fault.message, true));
    drawWaiting(answer.waiting, answer.counted_to);
    if (answer.item) return this.shown(answer.item);
    drawNothing();
    tell(gettext("Nothing is left to review here."));
  }

  shown(item) {
    this.queue.show(item);
    this.chosen = Math.max(0, nextUndecided(item.candidates, 0));
    drawItem(item);
    this.draw();
    if (item.held_by) tell(gettext("%(who)s looks at this garment now.", { who: item.held_by }), true);
    const ahead = this.queue.prefetch();
    ahead?.then(({ item: coming }) => {
      for (const address of coming ? [coming.garment.frame, coming.garment.cutout, ...coming.candidates.map((one) => one.image)] : []) if (address) new Image().src = address;
    }).catch(() => null);
  }

  draw() {
    drawCandidates(this.item, this.chosen, (place) => this.choose("choose", place));
  }

  async reload(told = "") {
    if (!this.item) return;
    try {
      this.shown(await this.api.get(`items/${this.item.garment.id}/`));
      if (told) tell(told, true);
    } catch {
      await this.advance(false); // the garment is gone
    }
  }

  async restart() {
    tell("");
    await this.tried(async () => {
      await this.queue.restart();
      await this.advance(false);
    });
  }

  fetchNext(leaveOut) {
    const chosen = Object.fromEntries(new FormData(this.filters));
    return this.api.get("next/", { ...chosen, leave_out: leaveOut.join(",") });
  }

  release(garments) {
    return this.mayDecide ? this.api.release(garments) : null;
  }

  async renew() {
    const garments = await this.queue.held();
    if (document.hidden || !this.mayDecide || !garments.length) return;
    this.api.post("holds/", { garments }).catch(() => null); // asked again in a while
  }

  async leave() {
    const garments = await this.queue.held();
    if (this.mayDecide && garments.length) this.api.release(garments).catch(() => null);
  }
}

const root = document.getElementById("review");
if (root) new Review(root).start();
