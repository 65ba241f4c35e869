// A button that copies the field before it.
addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = button.previousElementSibling;
  field.select();
  await navigator.clipboard?.writeText(field.value).catch(() => null);
  button.textContent = "✓";
});
