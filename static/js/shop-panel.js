// <shop-panel>: what is worn in the scene or the whole title, what words and a box on the picture find, what is like a
// product. It shows what it is given and tells what was pointed at; the watch page decides when it opens.
import { garmentsInOrder, garmentsForWords } from "./find-garments.js";
import { gettext, ngettext } from "./i18n.js";
import { make } from "./make-element.js";
import { LookupRequest } from "./shop/lookup-request.js";
import { PanelHeader } from "./shop/panel-header.js";
import { ProductFeedback } from "./shop/product-feedback.js";
import { RegionSearch } from "./shop/region-search.js";
import { garmentRow, momentRow, part, productGrid, skeleton, state } from "./shop/panel-rows.js";
import { BottomSheet } from "./shop/bottom-sheet.js";
import { WordsSearch } from "./shop/words-search.js";

const HEADINGS = { scene: gettext("Worn in this scene"), all: gettext("Worn in this title") };
const garmentsIn = (count) => ngettext("%(count)s garment", "%(count)s garments", count);
const productsLikeIt = (count) => ngettext("%(count)s product like it", "%(count)s products like it", count);
const productsIn = (count) => ngettext("%(count)s product", "%(count)s products", count);

class ShopPanel extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { rows: new Map(), scene: [], view: "scene", text: "", liked: null, timeline: null, key: null });
    this.feedback = new ProductFeedback();
    this.sheet = new BottomSheet(this, () => this.tell("panel-close"));
    this.head = new PanelHeader(
      {
        view: (name) => this.show(name),
        words: (text) => this.type(text),
        box: () => this.picture?.toggle(),
        back: () => this.goBack(),
        close: () => this.tell("panel-close"),
      },
      this.sheet.handle,
    );
    this.list = make("div", { className: "panel-list" });
    this.status = make("p", { className: "hidden-visually", role: "status" });
    this.append(this.head.element, this.list, this.status);
    this.acts = { tell: (name, detail) => this.tell(name, detail), feedback: this.feedback, more: (product) => this.like(product) };
    this.feedback.addEventListener("change", () => this.querySelectorAll(".piece").forEach((card) => card.paint?.()));
    this.feedback.addEventListener("fault", () => this.say(gettext("That could not be kept. Try again.")));
  }

  /** Give the panel the player, so that it can look at the picture. */
  attach({ player, host, video, screen, csrf }) {
    this.feedback.csrf = csrf;
    this.likes = new LookupRequest(csrf, () => this.render());
    this.words = new WordsSearch(csrf, () => this.render());
    this.picture = new RegionSearch({ player, host, video, screen, csrf, scene: () => this.boxes, changed: () => this.pictureChanged(), cleared: () => (this.text = this.head.words.value = "") });
    host.addEventListener("moment", (event) => this.tell("moment", event.detail));
    player.on("play", () => this.rest());
  }

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** Say something to those who listen; only what is new is heard. */
  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  showLoading() {
    this.list.replaceChildren(skeleton(gettext("Loading what is worn …")));
  }

  showError(retry) {
    this.key = null;
    this.list.replaceChildren(state(gettext("What is worn here could not be loaded."), [[gettext("Try again"), retry]], { role: "alert" }));
  }

  /** What the film holds, and what of it is on screen now. */
  showScene(found, timeline) {
    if (this.timeline !== timeline) this.receive(timeline);
    this.boxes = found;
    this.scene = found.map(({ garment }) => garment);
    this.picture?.moved();
    this.render();
  }

  receive(timeline) {
    this.timeline = timeline;
    this.disclose([]);
    this.picture.url = `${timeline.urls.title}region/`;
    this.words.urls = timeline.urls;
    this.feedback.load(timeline.urls).catch(() => {});
  }

  /** Say above the links what the film's shops ask for, and those of other products that are shown. */
  disclose(products) {
    const known = this.timeline.disclosure;
    const more = [...new Set(products.map(({ disclosure }) => disclosure))].filter((words) => words && !known.includes(words));
    this.head.disclosure.say([known, ...more].filter(Boolean).join(" "));
  }

  /** Back to one of the two views. */
  show(view) {
    this.view = view;
    this.rest();
    this.render();
  }

  /** Let go of every search. */
  rest() {
    this.liked = null;
    this.text = this.head.words.value = "";
    this.words.search("");
    this.likes.stop();
    this.picture.stop();
  }

  type(text) {
    this.text = text;
    this.liked = null;
    if (this.picture.active) this.picture.refine(text);
    else this.words.search(text);
    this.render();
  }

  like(product) {
    this.liked = product;
    this.likes.ask(`${this.timeline.urls.api}products/${product.id}/like/`, {});
    this.render();
    this.head.heading.focus();
  }

  /** Let go of the innermost search; false where there is none. */
  stepBack() {
    if (!this.liked && !this.text && !this.picture.active) return false;
    this.goBack();
    return true;
  }

  goBack() {
    if (this.liked) this.liked = null;
    else this.rest();
    this.render();
    this.head.heading.focus();
  }

  pictureChanged() {
    this.liked = null;
    this.words.search("");
    if (!this.picture.active) this.text = this.head.words.value = "";
    this.render();
  }

  render() {
    if (!this.timeline) return;
    if (this.liked) this.renderLike();
    else if (this.picture.active) this.renderPicture();
    else if (this.text) this.renderWords();
    else this.renderGarments();
  }

  /** Put new content in, unless it is the same: focus and scrolling then stay where they are. */
  put(key, make) {
    if (key === this.key) return;
    this.key = key;
    this.rows.clear();
    this.list.replaceChildren(...make());
    this.list.scrollTop = 0;
  }

  garment(garment, build) {
    const row = build(garment, this.acts);
    this.rows.set(garment.id, row);
    return row;
  }

  renderGarments() {
    const garments = this.view === "all" ? garmentsInOrder(this.timeline) : this.scene;
    this.disclose([]);
    this.head.show({ heading: HEADINGS[this.view], count: garments.length, view: this.view });
    this.put(`${this.view} ${garments.map(({ id }) => id)}`, () => {
      this.say(garments.length ? garmentsIn(garments.length) : gettext("Nothing matched in this moment."));
      return garments.length ? [...garments.map((one) => this.garment(one, garmentRow)), this.wornLink()] : [this.nothing()];
    });
  }

  wornLink() {
    return make("p", { className: "worn-link" }, make("a", { className: "link", href: this.timeline.urls.worn, textContent: gettext("Everything worn, on one page") }), make("a", { className: "link", href: this.timeline.urls.saved, textContent: gettext("Saved") }));
  }

  nothing() {
    const draw = [gettext("Draw a box"), () => this.picture.start()];
    const words = [gettext("Search by words"), () => this.findByWords()];
    if (!garmentsInOrder(this.timeline).length) return state(gettext("Nothing in this title has been matched to a product yet. You can still draw a box around a piece, or say what you look for."), [draw, words]);
    return state(gettext("Nothing matched in this moment. Draw a box around a piece, or look through the whole title."), [draw, [gettext("Whole title"), () => this.show("all")]]);
  }

  findByWords() {
    this.head.unfold(true);
    this.head.words.focus();
  }

  renderWords() {
    const { products, seen, waiting } = this.words;
    const named = garmentsForWords(this.timeline, this.text);
    this.disclose(products);
    const alike = this.timeline.garments.filter((one) => seen.includes(one.id) && !named.includes(one));
    const garments = [...named, ...alike];
    this.head.show({ heading: gettext("Found"), count: garments.length + products.length, back: true });
    this.put(`words ${this.text} ${garments.map(({ id }) => id)} ${products.map(({ id }) => id)} ${waiting}`, () => {
      if (!waiting) this.say(gettext("Found: %(garments)s and %(products)s", { garments: garmentsIn(garments.length), products: productsIn(products.length) }));
      const moments = garments.length ? [part(gettext("In this title")), ...garments.map((one) => this.garment(one, momentRow))] : [];
      const shops = products.length ? [productGrid(gettext("In shops"), products, this.acts)] : [];
      const none = !garments.length && !waiting ? [state(gettext("Nobody wears that here. Try a colour or a piece: “red”, “jacket”."))] : [];
      return [...none, ...moments, ...shops, ...(waiting ? [skeleton(gettext("Looking closer …"))] : [])];
    });
  }

  renderPicture() {
    const { request, box } = this.picture;
    const { status, answer, error } = request;
    const products = answer?.products ?? [];
    this.disclose(products);
    this.head.show({ heading: gettext("In your box"), count: products.length, back: true, box: true });
    this.put(`picture ${status} ${box} ${request.round}`, () => {
      if (status === "waiting") this.say(gettext("Looking at the picture …"));
      if (status === "waiting") return [skeleton(gettext("Looking at the picture …"), () => this.goBack())];
      if (status === "failed") return [state(error, [[gettext("Try again"), () => request.again()], [gettext("Draw another box"), () => this.picture.start()]], { role: "alert" })];
      if (status !== "done") return [state(gettext("Draw a box around a piece in the picture. With keys: arrows move it, Shift and arrows change its size, Enter searches."))];
      const redraw = [[gettext("Draw another box"), () => this.picture.start()]];
      if (!answer.category) {
        this.say(gettext("Nothing is worn in this box."));
        const nothing = state(gettext("Nothing is worn in this box. Draw it around a piece that somebody wears."), redraw);
        return products.length ? [nothing, productGrid(gettext("In shops, by your words"), products, this.acts)] : [nothing];
      }
      this.say(products.length ? productsLikeIt(products.length) : gettext("No product is like it."));
      const kind = gettext("Like this %(garment)s", { garment: answer.name ?? answer.category });
      return products.length ? [productGrid(kind, products, this.acts)] : [state(gettext("No product is like it. Try a box close around one piece."), redraw)];
    });
  }

  renderLike() {
    const { status, answer, error, round } = this.likes;
    this.disclose([...(answer?.variants ?? []), ...(answer?.products ?? [])]);
    this.head.show({ heading: gettext("More like it"), count: answer?.products.length, back: true });
    this.put(`like ${this.liked.id} ${status} ${round}`, () => {
      const own = productGrid(this.liked.title, [this.liked, ...(answer?.variants ?? [])], this.acts);
      own.append(make("a", { className: "link", href: `${this.timeline.urls.product}${this.liked.id}/`, textContent: gettext("Sizes, colours and where it is worn") }));
      if (status === "waiting") return [own, skeleton(gettext("Looking for more like it …"), () => this.goBack())];
      if (status === "failed") return [own, state(error, [[gettext("Try again"), () => this.likes.again()]], { role: "alert" })];
      if (status !== "done") return [own];
      this.say(productsLikeIt(answer.products.length));
      return [own, answer.products.length ? productGrid(gettext("Like it"), answer.products, this.acts) : state(gettext("Nothing else is like it."))];
    });
  }

  light(id, scroll = false) {
    for (const [one, row] of this.rows) {
      row.classList.toggle("lit", one === id);
      if (one === id && scroll) row.scrollIntoView({ block: "nearest" });
    }
  }

  focusRow(id) {
    this.rows.get(id)?.querySelector("a.product")?.focus();
  }
}

customElements.define("shop-panel", ShopPanel);
