/**
 * The review page under the keyboard: each button that names a key in data-key is pressed by it, arrows move
 * among the names, and "/" searches. Everything is a form, so all of it works with a finger as well.
 */

import { labelFormField } from "./labels.js";

const page = document.querySelector("[data-review]");
const form = page.querySelector("[data-feedback]");
const tiles = [...page.querySelectorAll(".review-tiles .tile")];
let search = null;

if (form) {
  const field = labelFormField("Another name", form, { name: "decision", value: "not-in-list" });
  field.classList.add("grow");
  form.querySelector("[data-label-field]").replaceWith(field);
  search = field.querySelector("input");
}

function moveFocus(step) {
  const here = tiles.indexOf(document.activeElement);
  const next = here < 0 ? 0 : (here + step + tiles.length) % tiles.length;
  tiles[next]?.focus();
}

const ARROWS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return; // The browser's own.
  }
  if (event.target === search) {
    if (event.key === "Escape") {
      tiles[0]?.focus();
    }
    return;
  }
  if (event.target.closest("input, select, textarea, dialog")) {
    return;
  }
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  } else if (event.key in ARROWS && tiles.length > 0) {
    event.preventDefault();
    moveFocus(ARROWS[event.key]);
  } else {
    const button = page.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  }
});
