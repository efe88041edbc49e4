/** The labels of the model, as the page's select[data-labels] lists them. */

import { combobox, element, percent } from "./greengrocer.js";
import { message } from "./messages.js";

/** What to choose when a photo shows none of the model's labels. */
export const NOT_IN_LIST = { value: null, name: message("labels.not-in-the-list"), note: message("labels.none-of-these") };

/** A label as a choice of a combobox; its other names find it too. */
export function labelChoice(name, words) {
  return { value: name, name, words, note: words.slice(0, 2).join(", ") };
}

/** The labels as choices of a combobox; other names of a label find it too. */
export function labelChoices(place = document) {
  const select = place.querySelector("select[data-labels]") ?? document.querySelector("template[data-labels]")?.content.querySelector("select");
  return [...select.options]
    .filter((option) => option.dataset.label !== undefined)
    .map((option) => {
      const words = option.dataset.words ? option.dataset.words.split("|") : [];
      return labelChoice(option.value, words);
    });
}

/** The tiles of a shortlist, each with its probability. */
export function shortlistTiles(shortlist, onChoose) {
  return element(
    "ul",
    { class: "tiles" },
    ...shortlist.map(({ label, probability }) =>
      element(
        "li",
        {},
        element(
          "button",
          { type: "button", class: "tile", onclick: () => onChoose(label) },
          element("span", { class: "tile-name" }, label),
          element("span", { class: "tile-note" }, percent(probability)),
        ),
      ),
    ),
  );
}

/** A field that finds a label; "Not in the list" is at its end. */
export function labelField(label, choices, onChoose) {
  return combobox({ label, choices, onChoose, always: [NOT_IN_LIST], placeholder: message("labels.type-a-name") });
}

/**
 * A field that finds a label and sends a form with it, once: a second choice while the first is on its way
 * takes its place and is never sent beside it.
 * @param notInList { name, value } to send when the label is none of the list
 */
export function labelFormField(label, form, notInList) {
  const hidden = element("input", { type: "hidden" });
  return labelField(label, labelChoices(), (choice) => {
    const isListed = choice !== NOT_IN_LIST;
    hidden.name = isListed ? "label" : notInList.name;
    hidden.value = isListed ? choice.value : notInList.value;
    form.append(hidden);
    form.requestSubmit();
  });
}
