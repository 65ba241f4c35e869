// What scripts say, in the page's language. English stands in the code; static/js/messages/LANGUAGE.js, which a page of
// another language loads before its modules, holds the translations of locale/LANGUAGE/LC_MESSAGES/djangojs.po.
const NONE = { plural: (n) => Number(n !== 1), strings: {} };
const CONTEXT_ENDS = "\u0004";
const catalogue = () => globalThis.trendflixMessages ?? NONE;
const found = (key) => (Object.hasOwn(catalogue().strings, key) ? catalogue().strings[key] : undefined);

/** `text` with each %(name)s replaced by `values.name`. */
export function interpolate(text, values = {}) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** The translation of a text, or the text; with `values` put in for %(name)s. */
export function gettext(text, values) {
  return interpolate(found(text) || text, values);
}

/** The same where one English text means several things: `context` says which. */
export function pgettext(context, text, values) {
  return interpolate(found(`${context}${CONTEXT_ENDS}${text}`) || text, values);
}

/** The form of a text for `count` things, which also stands for %(count)s. */
export function ngettext(one, many, count, values = {}) {
  const forms = found(one);
  const text = forms ? forms[catalogue().plural(count)] : count === 1 ? one : many;
  return interpolate(text || many, { count: formatNumber(count), ...values });
}

/** The page's language (BCP 47). */
export const pageLanguage = () => globalThis.document?.documentElement.lang || "en";

/** A number with the separators of the page's language. */
export const formatNumber = (number) => new Intl.NumberFormat(pageLanguage()).format(number);
