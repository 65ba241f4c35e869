// Hearts on a page that the server made: what stands in the element with `data-product` can be saved.
import { make } from "./make.js";
import { saveButton } from "./product-card.js";
import { Mine } from "./shop/mine.js";

class SavedHearts extends HTMLElement {
  connectedCallback() {
    const { csrf, api, title } = this.dataset;
    const mine = new Mine({ csrf });
    const hearts = [...this.querySelectorAll("[data-product]")].map((place) => {
      const { product, name, garment } = place.dataset;
      const heart = saveButton({ id: Number(product), title: name }, mine, Number(garment));
      place.append(heart);
      return heart;
    });
    const status = make("p", { className: "hidden-visually", role: "status" });
    this.append(status);
    mine.addEventListener("change", () => hearts.forEach((heart) => heart.paint()));
    mine.addEventListener("fault", () => (status.textContent = "That could not be kept. Please try again."));
    mine.load({ api, title });
  }
}

customElements.define("saved-hearts", SavedHearts);
