// Hearts on a page that the server made: what stands in the element with `data-product` can be saved.
import { gettext } from "./i18n.js";
import { make } from "./make-element.js";
import { saveButton } from "./product-card.js";
import { ProductFeedback } from "./shop/product-feedback.js";

class SavedHearts extends HTMLElement {
  connectedCallback() {
    const { csrf, api, title } = this.dataset;
    const feedback = new ProductFeedback({ csrf });
    const hearts = [...this.querySelectorAll("[data-product]")].map((place) => {
      const { product, name, garment } = place.dataset;
      const heart = saveButton({ id: Number(product), title: name }, feedback, Number(garment));
      place.append(heart);
      return heart;
    });
    const status = make("p", { className: "hidden-visually", role: "status" });
    this.append(status);
    feedback.addEventListener("change", () => hearts.forEach((heart) => heart.paint()));
    feedback.addEventListener("fault", () => (status.textContent = gettext("That could not be kept. Try again.")));
    feedback.load({ api, title });
  }
}

customElements.define("saved-hearts", SavedHearts);
