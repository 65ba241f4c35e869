// The filters of the browse page hold at once; without this, the button sends them.
const form = document.querySelector("[data-filters]");
form.classList.add("is-live");

// Fields that filter nothing stay out of the address.
form.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of Object.entries(detail.parameters)) if (value === "") delete detail.parameters[name];
});
