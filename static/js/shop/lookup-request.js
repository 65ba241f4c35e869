// One question at a time, and how it stands: "idle", "waiting", "done" with an answer, "failed" with words.
import { ask } from "./lookup.js";

export class LookupRequest {
  constructor(csrf, changed, how = {}) {
    Object.assign(this, { csrf, changed, how, round: 0, control: null });
    this.reset();
  }

  reset() {
    Object.assign(this, { status: "idle", answer: null, error: "" });
  }

  /** Ask; what was asked before is let go of. */
  async ask(url, body) {
    this.stop();
    this.asked = [url, body];
    const control = (this.control = new AbortController());
    this.status = "waiting";
    this.round += 1;
    this.changed();
    try {
      const answer = await ask(url, body, { csrf: this.csrf, signal: control.signal, ...this.how });
      if (this.control === control) this.end({ status: "done", answer });
    } catch (fault) {
      if (this.control === control) this.end({ status: "failed", error: fault.message });
    }
  }

  again() {
    return this.ask(...this.asked);
  }

  end(what) {
    this.control = null;
    Object.assign(this, what);
    this.changed();
  }

  /** Wait no longer. */
  stop() {
    const control = this.control;
    this.control = null;
    this.reset();
    control?.abort(new Error("cancelled"));
  }
}
