// <shop-search>: the shop's page asks again when a filter changes, without losing the place, and looks by a picture.
// Without scripts the form does it all but the picture.
import { gettext } from "./i18n.js";
import { ask } from "./shop/lookup.js";
import { pictureBody } from "./shop/picture-file.js";

const PARTS = ["facets", "results"];
const PHONE = "(max-width: 899px)";

class ShopSearch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form[role=search]");
    this.state = this.querySelector("[data-picture-state]");
    this.sheet = this.querySelector("[data-facets]");
    this.querySelectorAll("[data-needs-script]").forEach((one) => (one.hidden = false));
    this.fit(matchMedia(PHONE));
    matchMedia(PHONE).addEventListener("change", (event) => this.fit(event));
    this.addEventListener("change", (event) => this.changed(event));
    this.addEventListener("click", (event) => this.follow(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sheet.open &&= !matchMedia(PHONE).matches;
      this.go(this.query());
    });
    this.sheet.addEventListener("keydown", (event) => event.key === "Escape" && matchMedia(PHONE).matches && this.shut());
    addEventListener("popstate", () => this.load(location.search.slice(1)));
  }

  /** On a telephone the filters are a sheet, closed at first. */
  fit({ matches }) {
    this.sheet.open = !matches;
  }

  shut() {
    this.sheet.open = false;
    this.sheet.querySelector("summary").focus();
  }

  query() {
    const pairs = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && value && !(name === "sort" && value === "best"));
    const priced = pairs.some(([name]) => name === "min" || name === "max");
    return new URLSearchParams(pairs.filter(([name]) => name !== "currency" || priced)).toString();
  }

  changed(event) {
    if (event.target.matches("[data-file]")) this.picture(event.target);
    else if (event.target.form === this.form && event.target.name !== "q") this.go(this.query());
  }

  /** Links between pages, price bands and "clear" stay on this page. */
  follow(event) {
    const link = event.target.closest("a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(link.search.slice(1), Boolean(link.closest(".pages")));
  }

  go(query, top = false) {
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    return this.load(query, top);
  }

  async load(query, top = false) {
    this.control?.abort();
    const control = (this.control = new AbortController());
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${location.pathname}?${query}`, { signal: control.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.put(new DOMParser().parseFromString(await answer.text(), "text/html"), query);
      if (top) this.scrollIntoView();
    } catch {
      if (!control.signal.aborted) location.reload();
    } finally {
      if (this.control === control) this.removeAttribute("aria-busy");
    }
  }

  /** Put the answer's parts in, and the focus where it was. */
  put(page, query) {
    const focused = document.activeElement?.id;
    for (const id of PARTS) {
      const part = page.getElementById(id);
      this.querySelector(`#${id}`).replaceChildren(...part.childNodes);
    }
    const asked = new URLSearchParams(query);
    for (const name of ["q", "picture"]) this.form.elements[name].value = asked.get(name) ?? "";
    document.title = page.title;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  async picture(field) {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    this.state.textContent = gettext("Looking at the picture …");
    try {
      const { body, type } = await pictureBody(file);
      const { id } = await ask(this.dataset.picture, body, { csrf: this.dataset.csrf, type, whole: true });
      this.state.textContent = "";
      this.form.elements.picture.value = id;
      await this.go(this.query());
    } catch (fault) {
      this.state.textContent = fault.message;
    }
  }
}

customElements.define("shop-search", ShopSearch);
