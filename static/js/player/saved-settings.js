// Sends what was chosen in the player to the viewer's profile: a second after the last choice, and when the page closes.

const WAIT_MS = 1000;

export class SavedSettings {
  constructor(url, csrf, send = (...sent) => fetch(...sent)) {
    Object.assign(this, { url, csrf, send, waiting: {}, timer: null });
    globalThis.addEventListener?.("pagehide", () => this.flush());
  }

  add(name, value) {
    if (value === null) return; // nothing was chosen
    this.waiting[name] = value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), WAIT_MS);
  }

  async flush() {
    clearTimeout(this.timer);
    const player = this.waiting;
    if (!Object.keys(player).length) return;
    this.waiting = {};
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
    try {
      await this.send(this.url, { method: "PATCH", headers, body: JSON.stringify({ player }), keepalive: true });
    } catch {
      // this browser has them; the next choice is sent again
    }
  }
}
