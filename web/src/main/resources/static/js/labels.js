/** The labels of the model, as the page's select[data-labels] lists them. */

import { combobox } from "./greengrocer.js";

/** What to choose when a photo shows none of the model's labels. */
export const NOT_IN_LIST = { value: null, name: "Not in the list", note: "none of these" };

/** The labels as choices of a combobox; other names of a label find it too. */
export function labelChoices(place = document) {
  const select = place.querySelector("select[data-labels]") ?? document.querySelector("template[data-labels]")?.content.querySelector("select");
  return [...select.options]
    .filter((option) => option.dataset.label !== undefined)
    .map((option) => {
      const words = option.dataset.words ? option.dataset.words.split("|") : [];
      return { value: option.value, name: option.value, words, note: words.slice(0, 2).join(", ") };
    });
}

/** A field that finds a label; "Not in the list" stands at its end. */
export function labelField(label, choices, onChoose) {
  return combobox({ label, choices, onChoose, always: [NOT_IN_LIST], placeholder: "Type a name" });
}
