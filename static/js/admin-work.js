// Keeps the state of jobs on an admin page up to date: fetches the fragment again while one of the jobs is open.
const EVERY_MS = 2000;
const open = () => document.querySelector("[data-work]");

/** Replace the fragment by its newest version; what does not answer is asked again. */
async function renew(shown) {
  try {
    const answer = await fetch(shown.dataset.work);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceWith(document.adoptNode(page.querySelector(".job-state")));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch: the network is gone for now
  }
}

async function watch() {
  if (open()) await renew(open());
  if (open()) setTimeout(watch, EVERY_MS);
}

if (open()) setTimeout(watch, EVERY_MS);
