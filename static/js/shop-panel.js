// <shop-panel>: what is worn in the scene or the whole title, what words and a box on the picture find, what is like a
// product. It shows what it is given and tells what was pointed at; the watch page decides when it opens.
import { garmentsInOrder, garmentsForWords } from "./find-garments.js";
import { make } from "./make-element.js";
import { LookupRequest } from "./shop/lookup-request.js";
import { PanelHeader } from "./shop/panel-header.js";
import { ProductFeedback } from "./shop/product-feedback.js";
import { RegionSearch } from "./shop/region-search.js";
import { garmentRow, momentRow, part, productGrid, skeleton, state } from "./shop/panel-rows.js";
import { BottomSheet } from "./shop/bottom-sheet.js";
import { WordsSearch } from "./shop/words-search.js";

const HEADINGS = { scene: "Worn in this scene", all: "Worn in this title" };
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

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
    this.feedback.addEventListener("fault", () => this.say("That could not be kept. Try again."));
  }

  /** Give the panel the player, so that it can look at the picture. */
  attach({ player, host, video, screen, csrf }) {
    this.feedback.csrf = csrf;
    this.likes = new LookupRequest(csrf, () => this.render());
    this.words = new WordsSearch(csrf, () => this.render());
    this.picture = new RegionSearch({ player, host, video, screen, csrf, scene: () => this.boxes, changed: () => this.pictureChanged() });
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
    this.list.replaceChildren(skeleton("Loading what is worn …"));
  }

  showError(retry) {
    this.key = null;
    this.list.replaceChildren(state("What is worn here could not be loaded.", [["Try again", retry]], { role: "alert" }));
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
    this.head.disclosure.textContent = timeline.disclosure;
    this.picture.url = `${timeline.urls.title}region/`;
    this.words.urls = timeline.urls;
    this.feedback.load(timeline.urls).catch(() => {});
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
    this.head.show({ heading: HEADINGS[this.view], count: garments.length, view: this.view });
    this.put(`${this.view} ${garments.map(({ id }) => id)}`, () => {
      this.say(garments.length ? count(garments.length, "garment") : "Nothing matched in this moment.");
      return garments.length ? [...garments.map((one) => this.garment(one, garmentRow)), this.wornLink()] : [this.nothing()];
    });
  }

  wornLink() {
    return make("p", { className: "worn-link" }, make("a", { className: "link", href: this.timeline.urls.worn, textContent: "Everything worn, on one page" }), make("a", { className: "link", href: this.timeline.urls.saved, textContent: "Saved" }));
  }

  nothing() {
    const draw = ["Draw a box", () => this.picture.start()];
    const words = ["Search by words", () => this.head.words.focus()];
    if (!garmentsInOrder(this.timeline).length) return state("Nothing in this title has been matched to a product yet. You can still draw a box around a piece, or say what you look for.", [draw, words]);
    return state("Nothing matched in this moment. Draw a box around a piece, or look through the whole title.", [draw, ["Whole title", () => this.show("all")]]);
  }

  renderWords() {
    const { products, seen, waiting } = this.words;
    const named = garmentsForWords(this.timeline, this.text);
    const alike = this.timeline.garments.filter((one) => seen.includes(one.id) && !named.includes(one));
    const garments = [...named, ...alike];
    this.head.show({ heading: "Found", count: garments.length + products.length, back: true });
    this.put(`words ${this.text} ${garments.map(({ id }) => id)} ${products.map(({ id }) => id)} ${waiting}`, () => {
      if (!waiting) this.say(`${count(garments.length, "garment")} and ${count(products.length, "product")} found`);
      const moments = garments.length ? [part("In this title"), ...garments.map((one) => this.garment(one, momentRow))] : [];
      const shops = products.length ? [productGrid("In shops", products, this.acts)] : [];
      const none = !garments.length && !waiting ? [state("Nobody wears that here. Try a colour or a piece: “red”, “jacket”.")] : [];
      return [...none, ...moments, ...shops, ...(waiting ? [skeleton("Looking closer …")] : [])];
    });
  }

  renderPicture() {
    const { request, box } = this.picture;
    const { status, answer, error } = request;
    const products = answer?.products ?? [];
    this.head.show({ heading: "In your box", count: products.length, back: true, box: true });
    this.put(`picture ${status} ${box} ${request.round}`, () => {
      if (status === "waiting") this.say("Looking at the picture");
      if (status === "waiting") return [skeleton("Looking at the picture …", () => this.goBack())];
      if (status === "failed") return [state(error, [["Try again", () => request.again()], ["Draw another box", () => this.picture.start()]], { role: "alert" })];
      if (status !== "done") return [state("Draw a box around a piece in the picture. With keys: arrows move it, Shift and arrows change its size, Enter searches.")];
      this.say(products.length ? `${count(products.length, "product")} like it` : "No product is like it.");
      const kind = answer.category ? `Like this ${answer.category}` : "Like what is in the box";
      return products.length ? [productGrid(kind, products, this.acts)] : [state("No product is like it. Try a box close around one piece.", [["Draw another box", () => this.picture.start()]])];
    });
  }

  renderLike() {
    const { status, answer, error, round } = this.likes;
    this.head.show({ heading: "More like it", count: answer?.products.length, back: true });
    this.put(`like ${this.liked.id} ${status} ${round}`, () => {
      const own = productGrid(this.liked.title, [this.liked, ...(answer?.variants ?? [])], this.acts);
      if (status === "waiting") return [own, skeleton("Looking for more like it …", () => this.goBack())];
      if (status === "failed") return [own, state(error, [["Try again", () => this.likes.again()]], { role: "alert" })];
      if (status !== "done") return [own];
      this.say(`${count(answer.products.length, "product")} like it`);
      return [own, answer.products.length ? productGrid("Like it", answer.products, this.acts) : state("Nothing else is like it.")];
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
