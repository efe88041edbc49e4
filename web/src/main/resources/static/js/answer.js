/** The page of one answer: the heat map in the place of the photo, and a search in the place of the long list. */

import { labelFormField } from "./labels.js";
import { message } from "./messages.js";

const heat = document.querySelector("[data-heat]");
const photo = document.querySelector("[data-photo]");

heat?.addEventListener("click", (event) => {
  event.preventDefault();
  const shown = heat.getAttribute("aria-pressed") === "true";
  if (!photo.dataset.plain) {
    photo.dataset.plain = photo.src;
  }
  photo.src = shown ? photo.dataset.plain : heat.href;
  photo.alt = shown ? message("answer.the-photo-that-was-answered") : message("answer.the-photo-with-the-places-marked");
  heat.setAttribute("role", "button");
  heat.setAttribute("aria-pressed", String(!shown));
});

const form = document.querySelector("[data-feedback]");
const place = form?.querySelector("[data-label-field]");
if (place) {
  const field = labelFormField(message("answer.another-name"), form, { name: "notInList", value: "true" });
  field.classList.add("grow");
  place.replaceWith(field);
}
