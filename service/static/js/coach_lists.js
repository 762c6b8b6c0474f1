// Keys for a review: they press the buttons that are there, and move from entry to entry.
"use strict";

const entries = () => [...document.querySelectorAll("[data-entry]")];
let held = null;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
  if (event.key === "Escape") return void event.target.closest("[data-entry]")?.focus();
  if (event.key === "j" || event.key === "k") return go(event, event.key === "j" ? 1 : -1);
  const entry = event.target.closest("[data-entry]");
  const button = entry?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  const reason = button.form?.querySelector("select[name=reason]");
  if (reason && !reason.value) reason.focus();
  else button.click();
});

/** To the next entry, or the one before. */
function go(event, step) {
  event.preventDefault();
  const all = entries();
  const at = all.indexOf(event.target.closest("[data-entry]"));
  all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
}

// What htmx puts in the place of an entry gets the focus that the entry had.
document.addEventListener("htmx:beforeSwap", (event) => {
  const entry = event.target.closest?.("[data-entry]");
  held = entry?.contains(document.activeElement) || document.activeElement === document.body ? entry?.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
  held = null;
});
