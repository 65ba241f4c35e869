// One file on its way: tus-js-client does the sending; here is what becomes of it when a connection or a server goes.
import { gettext } from "../i18n.js";
import { causeOf, isNoRoom, isPassing } from "./failures.js";
import { token } from "./requests.js";
import { Speed } from "./speed.js";

const AGAIN_MS = 5000;
const ROOM_MS = 30_000; // until a full disk is asked again
const DELAYS_MS = [0, 1000, 2000, 4000];

export class Sender {
  state = "waiting"; // waiting, sending, paused, offline, done, failed
  cause = "";
  speed = new Speed();
  #upload = null;
  #timer = null;

  /** `known`: what the site says of the file (`url`, `size`, `offset`); `changed` is called after every step. */
  constructor(file, known, chunkSize, changed) {
    Object.assign(this, { file, known, chunkSize, changed, sent: Math.max(0, known.offset) });
    this.online = () => this.state === "offline" && this.start();
    addEventListener("online", this.online);
  }

  get left() {
    return this.known.size - this.sent;
  }

  get isMoving() {
    return this.state === "sending" || this.state === "offline";
  }

  /** Begin, or go on where the server is. */
  start() {
    clearTimeout(this.#timer);
    this.#upload ??= this.#made();
    this.#become("sending");
    this.#upload.start();
  }

  /** Hold on until `start`; what is on the way is kept by the server as far as it came. */
  pause() {
    this.#halt();
    this.#become("paused");
  }

  /** Send nothing more; the file was cancelled. */
  end() {
    this.#halt();
    removeEventListener("online", this.online);
  }

  #halt() {
    clearTimeout(this.#timer);
    this.speed.stop();
    this.#upload?.abort().catch(() => {});
  }

  #become(state, cause = "") {
    Object.assign(this, { state, cause });
    this.changed(this);
  }

  #made() {
    return new globalThis.tus.Upload(this.file, {
      uploadUrl: this.known.url,
      chunkSize: this.chunkSize,
      retryDelays: DELAYS_MS,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
      onShouldRetry: (error) => isPassing(error),
      onProgress: (sent) => this.#progressed(sent),
      onSuccess: () => this.#done(),
      onError: (error) => void this.#failed(error),
    });
  }

  #progressed(sent) {
    this.speed.add(sent, Date.now());
    this.sent = Math.max(this.sent, Math.min(sent, this.known.size));
    if (this.state === "sending") this.changed(this);
  }

  #done() {
    this.sent = this.known.size;
    removeEventListener("online", this.online);
    this.#become("done");
  }

  async #failed(error) {
    if (this.state !== "sending") return;
    this.speed.stop();
    this.#upload = null;
    if (!isPassing(error) && !isNoRoom(error)) return this.#become("failed", causeOf(error));
    if (!(await isReadable(this.file))) {
      return this.#become("failed", gettext("The file cannot be read any more; choose it again."));
    }
    this.#timer = setTimeout(() => this.start(), isNoRoom(error) ? ROOM_MS : AGAIN_MS);
    this.#become("offline", causeOf(error));
  }
}

/** Whether the file is still where it was, as it was. */
async function isReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
