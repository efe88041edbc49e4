/**
 * Settings: what was typed and not saved outlives a reload, another page and a sign-in. Without JavaScript the form
 * works by its button.
 */

import { message } from "./messages.js";

const DRAFTS = "settings";

const form = document.querySelector("[data-settings]");
const status = form.querySelector("[data-unsaved]");

/** The fields that people change; each has a hidden one beside it that says what the server has. */
function fields() {
  return [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.name !== "_csrf");
}

/** What is distinguished by a value has it in its key. */
function key(field) {
  return field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
}

function read(field) {
  return field.type === "checkbox" ? field.checked : field.value;
}

function seen(field) {
  return form.elements[`seen.${field.name.replace(/^back\./, "")}`]?.value;
}

/** The texts as the server has sent them; after a refusal they are what was typed, which is a draft still. */
const sent = new Map(fields().map((field) => [field, read(field)]));
const refused = form.querySelector(".error") !== null;

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFTS) ?? "{}");
  } catch {
    return {};
  }
}

function keep() {
  const drafts = {};
  for (const field of fields()) {
    if (refused || read(field) !== sent.get(field)) {
      drafts[key(field)] = { text: read(field), seen: seen(field) };
    }
  }
  const count = Object.keys(drafts).length;
  status.textContent = count > 0 ? message("settings.not-saved-yet") : "";
  try {
    if (count > 0) {
      sessionStorage.setItem(DRAFTS, JSON.stringify(drafts));
    } else {
      sessionStorage.removeItem(DRAFTS);
    }
  } catch {
    // Nothing is kept, and nothing else is missing.
  }
}

/** Puts back what was typed; not where another user has changed the setting meanwhile. */
function restore() {
  const drafts = kept();
  let restored = false;
  for (const field of fields()) {
    const draft = drafts[key(field)];
    if (draft && draft.seen === seen(field) && draft.text !== read(field)) {
      if (field.type === "checkbox") {
        field.checked = draft.text;
      } else {
        field.value = draft.text;
      }
      restored = true;
    }
  }
  form.querySelector("[data-restored]").hidden = !restored;
}

if (form.dataset.saved) {
  sessionStorage.removeItem(DRAFTS);
} else if (!refused) {
  restore();
}
keep();
form.addEventListener("input", keep);
form.addEventListener("change", keep);
