// Sizes, speeds and times of uploads in words of the page's language.
import { formatNumber, gettext, pageLanguage } from "../i18n.js";

const UNITS = [["GiB", 2 ** 30], ["MiB", 2 ** 20], ["KiB", 2 ** 10]];

/** `3.2 GiB`, `40.0 MiB`, `12.0 KiB`, `7 B`. */
export function bytesInWords(bytes) {
  const [unit, size] = UNITS.find(([, least]) => bytes >= least) ?? ["B", 1];
  const digits = size === 1 ? 0 : 1;
  const number = new Intl.NumberFormat(pageLanguage(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number.format(bytes / size)} ${unit}`;
}

/** `less than a minute left`, `3 min left`, `1 h 20 min left`; empty where that cannot be told. */
export function timeInWords(seconds) {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  if (seconds < 55) return gettext("%(seconds)s s left", { seconds: formatNumber(Math.max(5, 5 * Math.round(seconds / 5))) });
  const all = Math.max(1, Math.round(seconds / 60));
  const values = { hours: formatNumber(Math.floor(all / 60)), minutes: formatNumber(all % 60) };
  return all < 60 ? gettext("%(minutes)s min left", values) : gettext("%(hours)s h %(minutes)s min left", values);
}

/** A whole percentage that reaches 100 at the end alone. */
export const percentOf = (done, all) => (done >= all ? 100 : Math.min(99, Math.floor((100 * done) / all)));
