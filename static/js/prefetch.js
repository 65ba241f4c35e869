// Asks for the first video and audio segment while Video.js is still on its way; player/early-requests.js hands the
// requests to VHS, which would have begun a second later.
import { firstRanges } from "./player/first-ranges.js";

const KNOWN_BANDWIDTH = "videojs-vhs"; // where VHS keeps what it measured; it then begins with another rung
const requests = (window.earlyRequests ??= new Map());

/** Whether VHS will play, and begin with the smallest rung; Safari plays HLS itself. */
function isOfUse() {
  try {
    return !navigator.vendor.startsWith("Apple") && !localStorage.getItem(KNOWN_BANDWIDTH);
  } catch {
    return false;
  }
}

function ask({ url, range }) {
  if (requests.lent) return; // VHS was faster and asks itself
  const began = performance.now();
  const request = new XMLHttpRequest();
  request.open("GET", url);
  request.responseType = "arraybuffer";
  request.setRequestHeader("Range", range);
  // Bits a second of the line, and not of the moment in which VHS takes the request over.
  request.addEventListener("load", ({ loaded }) => (request.bandwidth = (8000 * loaded) / Math.max(1, performance.now() - began)));
  request.send();
  requests.set(`${range} ${url}`, request);
}

async function prefetch(address) {
  const answer = await fetch(address);
  if (answer.ok) firstRanges(await answer.text(), address).forEach(ask);
}

if (isOfUse()) {
  for (const link of document.querySelectorAll("link[rel=preload][data-media-playlist]")) prefetch(link.href).catch(() => {});
}
