// Hearts on a page that the server made: what stands in the element with `data-product` can be saved.
import { gettext } from "./i18n.js";
import { make } from "./make-element.js";
import { saveButton } from "./product-card.js";
import { ProductFeedback } from "./shop/product-feedback.js";

class SavedHearts extends HTMLElement {
  connectedCallback() {
    if (this.feedback) return;
    const { csrf, api } = this.dataset;
    this.feedback = new ProductFeedback({ csrf });
    const places = [...this.querySelectorAll("[data-product]")];
    const hearts = places.map((place) => {
      const { product, name, garment } = place.dataset;
      const heart = saveButton({ id: Number(product), title: name }, this.feedback, garment ? Number(garment) : null);
      place.append(heart);
      return heart;
    });
    const status = make("p", { className: "hidden-visually", role: "status" });
    this.append(status);
    this.feedback.addEventListener("change", () => hearts.forEach((heart) => heart.paint()));
    this.feedback.addEventListener("fault", (event) => (status.textContent = event.detail || gettext("That could not be kept. Try again.")));
    if (places.length) this.feedback.loadMarks(api, places.map((place) => Number(place.dataset.product)));
  }
}

customElements.define("saved-hearts", SavedHearts);
