// What a failed request of an upload means: whether it passes by itself, and what to tell people.
import { gettext } from "../i18n.js";
import { reason } from "./requests.js";

const NO_ROOM = 507;
const PASSING = [0, 408, 409, 423, 425, 429];

/** The HTTP status of tus-js-client's error; 0 where no answer came. */
export const statusOf = (error) => error?.originalResponse?.getStatus() ?? 0;

/** Whether the same request can succeed later without anybody's doing. */
export function isPassing(error) {
  const status = statusOf(error);
  return PASSING.includes(status) || (status >= 500 && status !== NO_ROOM);
}

/** Whether the server's disk is full: what arrived is kept, and the rest can follow once somebody has made room. */
export const isNoRoom = (error) => statusOf(error) === NO_ROOM;

/** The cause, in the server's own words where it gave any. */
export function causeOf(error) {
  const status = statusOf(error);
  const words = error?.originalResponse?.getBody() ?? "";
  if (status === 404 || (status === 410 && !words)) return gettext("The server has this upload no more; choose the file again.");
  if (status && words && !words.trimStart().startsWith("<")) return words;
  return status ? reason(status) : gettext("There is no connection to the server.");
}
