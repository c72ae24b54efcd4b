// Buttons that copy the text of a field; without this script the field itself is there to copy.
"use strict";

async function copyFrom(field) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(field.value);
    return;
  }
  // A page that came without https has no clipboard: there the browser copies what is selected.
  const held = field.closest("details");
  const wasOpen = held && held.open;
  if (held) held.open = true;
  field.select();
  document.execCommand("copy");
  if (held) held.open = wasOpen;
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  const says = button.firstChild;
  button.addEventListener("click", async () => {
    await copyFrom(document.getElementById(button.dataset.copies));
    says.textContent = "Copied";
  });
}
