/**
 * The review page under the keyboard: each button that names a key in data-key is pressed by it, arrows move
 * among the names, and "/" searches. Everything is a form, so all of it works with a finger as well. A decision
 * is sent without loading a page, and the next photo is loaded while this one is looked at.
 */

import { takeToken } from "./greengrocer.js";
import { labelFormField } from "./labels.js";
import { message } from "./messages.js";

const PATIENCE = 20_000;

const page = document.querySelector("[data-review]");
let tiles = [];
let search = null;
let ahead = null;
let isSending = false;

/** Makes what the server has sent usable: the search field, the focus, the next photo. */
function begin({ focus }) {
  const form = page.querySelector("[data-feedback]");
  tiles = [...page.querySelectorAll(".review-tiles .tile")];
  search = null;
  if (form) {
    const field = labelFormField(message("review.another-name"), form, { name: "decision", value: "not-in-list" });
    field.classList.add("grow");
    form.querySelector("[data-label-field]").replaceWith(field);
    search = field.querySelector("input");
  }
  if (focus) {
    // The photo must stay in sight on a phone, where the names are below it.
    (tiles[0] ?? page).focus({ preventScroll: true });
  }
  const { following } = page.dataset;
  if (following) {
    // A document shows a picture that it has loaded already without asking for it again.
    ahead = new Image();
    ahead.src = `/api/v1/predictions/${following}/photo`;
  }
}

function fail(words) {
  const place = page.querySelector("[data-failure]");
  place.textContent = words;
  place.hidden = false;
}

/** Shows the page that the server has answered with in the place of this one. */
function show(answer) {
  const next = answer.querySelector("[data-review]");
  takeToken(answer);
  document.querySelector(".messages")?.remove();
  const messages = answer.querySelector(".messages");
  if (messages) {
    page.before(document.importNode(messages, true));
  }
  page.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
  if (next.dataset.following) {
    page.dataset.following = next.dataset.following;
  } else {
    delete page.dataset.following;
  }
  window.scrollTo(0, 0);
  begin({ focus: true });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !page.contains(form)) {
    return;
  }
  event.preventDefault();
  if (isSending) {
    return; // One decision a photo, however often its button is pressed.
  }
  isSending = true;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams(new FormData(form, event.submitter)),
      keepalive: true, // also when the person goes to another page at once
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    if (answer.querySelector("[data-review]")) {
      show(answer);
    } else if (response.status < 500) {
      window.location.assign("/review"); // Signed out, or no reviewer any more: that page says so.
    } else {
      fail(message("review.the-server-is-busy-nothing-was"));
    }
  } catch {
    fail(message("review.the-server-is-out-of-reach"));
  } finally {
    isSending = false;
  }
});

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

begin({ focus: true });
