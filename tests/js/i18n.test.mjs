import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { formatNumber, gettext, interpolate, ngettext, pgettext } from "../../static/js/i18n.js";

afterEach(() => {
  delete globalThis.trendflixMessages;
  delete globalThis.document;
});

const speak = (strings, plural = (n) => Number(n != 1)) => (globalThis.trendflixMessages = { plural, strings });

test("without a catalogue the text of the code is said", () => {
  assert.equal(gettext("Speed"), "Speed");
  assert.equal(ngettext("%(count)s product", "%(count)s products", 1), "1 product");
  assert.equal(ngettext("%(count)s product", "%(count)s products", 3), "3 products");
});

test("a catalogue's translation is said, and what it lacks stays as it is", () => {
  speak({ Speed: "Tempo" });
  assert.equal(gettext("Speed"), "Tempo");
  assert.equal(gettext("Quality"), "Quality");
  assert.equal(gettext("constructor"), "constructor");
});

test("an empty translation counts as none", () => {
  speak({ Speed: "", "%(count)s product": ["", ""] });
  assert.equal(gettext("Speed"), "Speed");
  assert.equal(ngettext("%(count)s product", "%(count)s products", 2), "2 products");
});

test("the plural rule of the catalogue chooses the form", () => {
  speak({ "%(count)s file": ["%(count)s plik", "%(count)s pliki", "%(count)s plików"] }, (n) => (n === 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 ? 1 : 2));
  const said = (count) => ngettext("%(count)s file", "%(count)s files", count);
  assert.deepEqual([1, 3, 5].map(said), ["1 plik", "3 pliki", "5 plików"]);
});

test("the same text in two contexts has two translations", () => {
  speak({ "captions\u0004Off": "Aus" });
  assert.equal(pgettext("captions", "Off"), "Aus");
  assert.equal(pgettext("light", "Off"), "Off");
});

test("values are put in as text, unknown names stay, and a value is not read as a template", () => {
  assert.equal(interpolate("%(a)s and %(b)s", { a: "%(b)s", b: 2 }), "%(b)s and 2");
  assert.equal(interpolate("%(toString)s", {}), "%(toString)s");
});

test("counts are written as the page's language does", () => {
  globalThis.document = { documentElement: { lang: "de" } };
  assert.equal(formatNumber(12345), "12.345");
  assert.equal(ngettext("%(count)s product", "%(count)s products", 1200), "1.200 products");
});
