// <product-gallery>: a large picture and thumbnails. A thumbnail shows its picture; arrow keys walk, Home and End too.
// Without scripts a thumbnail opens its picture.

/** The place that a key leads to among `count`, from `here`; null for other keys. */
export function afterKey(key, here, count) {
  const steps = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: count - 1 };
  return key in steps && count ? (steps[key] + count) % count : null;
}

class ProductGallery extends (globalThis.HTMLElement ?? Object) {
  connectedCallback() {
    this.large = this.querySelector("[data-large]");
    this.thumbs = [...this.querySelectorAll("[data-thumb]")];
    this.thumbs.forEach((thumb, place) => {
      thumb.setAttribute("role", "button");
      thumb.addEventListener("click", (event) => {
        event.preventDefault();
        this.show(place);
      });
      thumb.addEventListener("keydown", (event) => this.key(event, place));
    });
  }

  key(event, place) {
    const next = event.key === " " ? place : afterKey(event.key, place, this.thumbs.length);
    if (next === null) return;
    event.preventDefault();
    this.show(next);
    this.thumbs[next].focus();
  }

  show(place) {
    this.large.src = this.thumbs[place].href;
    this.thumbs.forEach((thumb, at) => (at === place ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current")));
  }
}

globalThis.customElements?.define("product-gallery", ProductGallery);
