// A button beside an address that copies it.
import { gettext } from "./i18n.js";
import { make } from "./make-element.js";

class CopyAddress extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const button = make("button", { className: "button", type: "button", textContent: gettext("Copy") });
    const status = make("span", { className: "hidden-visually", role: "status" });
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", async () => {
      const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
      if (!copied) field.focus();
      button.textContent = copied ? gettext("Copied") : gettext("Copy");
      status.textContent = copied ? gettext("Copied") : gettext("The address is chosen. Copy it with the keyboard.");
    });
    this.append(button, status);
  }
}

customElements.define("copy-address", CopyAddress);
