/**
 * The list of experiments: says how many are chosen to be compared, and lets no more be chosen than fit side by
 * side. Without it the server says so.
 */

import "./greengrocer.js";
import { message } from "./messages.js";

const form = document.querySelector("[data-compare]");

if (form) {
  const boxes = [...form.querySelectorAll("input[name=run]")];
  const words = form.querySelector("[data-chosen]");
  const first = words.textContent;
  const most = Number(form.dataset.most);

  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    boxes.forEach((box) => {
      box.disabled = !box.checked && chosen >= most;
    });
    words.textContent = chosen === 0 ? first : message("experiments.of-at-most-chosen", chosen, most);
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    if (boxes.every((box) => !box.checked)) {
      event.preventDefault();
      words.textContent = message("experiments.choose-at-least-one");
    }
  });
  window.addEventListener("pageshow", show); // a browser that goes back keeps what was chosen
}
