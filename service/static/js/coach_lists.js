// Keys for a review: they press the buttons that are there, and move from entry to entry.
"use strict";

const MOVES = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const STORED = "schakel-review-keys";
const FIELDS = "input, select, textarea, [contenteditable]";
const help = document.getElementById("keys");
const isOn = document.getElementById("keys-on");
let held = null;

if (help) {
  document.getElementById("keys-card").hidden = false;
  document.getElementById("keys-open").addEventListener("click", () => help.showModal());
  isOn.checked = localStorage.getItem(STORED) !== "off";
  isOn.addEventListener("change", () => localStorage.setItem(STORED, isOn.checked ? "on" : "off"));
  document.addEventListener("keydown", pressed);
}

/** What a key does; in a field it is a letter, save for the way out. */
function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const entry = event.target.closest("[data-entry]");
  if (event.target.closest(FIELDS)) {
    if (event.key === "Escape") entry?.focus();
    return;
  }
  if (event.key === "?") return taken(event, () => help.showModal());
  if (!isOn.checked || event.target.closest(".scroll")) return;
  if (event.key in MOVES) return taken(event, () => go(entry, MOVES[event.key]));
  if (event.repeat || event.key.length !== 1) return;
  const key = CSS.escape(event.key);
  const field = entry?.querySelector(`[data-focus-key="${key}"]`);
  const button = entry?.querySelector(`[data-key="${key}"]`);
  const link = document.querySelector(`[data-page-key="${key}"]`);
  if (field) taken(event, () => fill(field));
  else if (button) taken(event, () => press(button));
  else if (link) taken(event, () => link.click());
}

function taken(event, act) {
  event.preventDefault();
  act();
}

/** To the next entry, or the one before. */
function go(entry, step) {
  const all = [...document.querySelectorAll("[data-entry]")];
  all[Math.min(Math.max(all.indexOf(entry) + step, 0), all.length - 1)]?.focus();
}

/** Into a field, which may be folded away. */
function fill(field) {
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
}

/** Press a button; where it needs a reason first, go and choose one. */
function press(button) {
  const reason = button.value === "excluded" && button.form.querySelector("select[name=reason]");
  if (reason && !reason.value) reason.focus();
  else button.click();
}

// What htmx puts in the place of an entry gets the focus that the entry had; a field that must be
// mended takes it first.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig?.elt.closest("[data-entry]");
  const has = asked?.contains(document.activeElement) || document.activeElement === document.body;
  held = asked && has && event.detail.target.closest("[id^=why-]") === null ? asked.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  const entry = held && document.getElementById(held);
  if (!entry) return;
  held = null;
  (entry.querySelector("[autofocus]") ?? entry).focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
});
