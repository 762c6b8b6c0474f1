// What htmx does not do by itself: say that a request failed, ask before what cannot be undone, and shut menus.
"use strict";

document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status));
document.addEventListener("htmx:sendError", () => tell(0));

/** Show the words of the page for a request that failed; they stand in a template of the page. */
function tell(status) {
  const template = document.getElementById(status ? "failed" : "unreachable");
  const place = document.getElementById("told");
  if (template && place) {
    place.replaceChildren(template.content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  }
}

// <button data-confirm="…"> asks first.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  if (button && !window.confirm(button.dataset.confirm)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
