/**
 * What pages share: talking to the server, asking before something is lost, menus that close, and the
 * combobox. Pages import what they need; importing also brings the behaviour of data-confirm and data-menu.
 */

import { message } from "./messages.js";

const TOKEN = 'meta[name="csrf"]';
const csrf = document.querySelector(TOKEN);

/** The headers that prove to the server that a request comes from one of its own pages. */
export function ownHeaders() {
  return csrf ? { [csrf.dataset.header]: csrf.content } : {};
}

/** A failure that the server explained; its message is written for people. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || message("greengrocer.the-server-answered", status));
    this.status = status;
    this.problem = problem;
  }
}

/** Takes over the token of a page that the server has just sent, for every form of this page, too. */
export function takeToken(page) {
  const fresh = page.querySelector(TOKEN)?.content;
  if (csrf && fresh) {
    csrf.content = fresh;
    document.querySelectorAll("input[name=_csrf]").forEach((input) => {
      input.value = fresh;
    });
  }
}

/** A button that only scripts know. */
export function button(text, { symbol, onclick, kind = "" } = {}) {
  return element("button", { type: "button", class: `button ${kind}`.trim(), onclick }, symbol ? icon(symbol) : null, text);
}

/**
 * Asks for a page of the present session, and takes its token.
 * @returns whether anybody is signed in
 */
export async function refreshToken() {
  const response = await fetch("/", { headers: { Accept: "text/html" }, cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok || page.querySelector("form[action$='/sign-in']")) {
    return false;
  }
  takeToken(page);
  return true;
}

/** Whether a refusal may come of an ended session. */
export function mayBeSignedOut(status) {
  return status === 401 || status === 403;
}

/**
 * Sends JSON to one of our own routes and reads JSON back. After the session has ended, it is sent once more
 * with the token of the next one.
 * @throws {Refusal} when the server refuses
 */
export async function callApi(method, path, body, headers = {}) {
  try {
    return await callOnce(method, path, body, headers);
  } catch (failure) {
    if (!mayBeSignedOut(failure.status)) {
      throw failure;
    }
    if (!(await refreshToken())) {
      throw new Refusal(failure.status, { detail: message("greengrocer.you-were-signed-out-sign-in") });
    }
    return callOnce(method, path, body, headers);
  }
}

async function callOnce(method, path, body, headers) {
  const response = await fetch(path, {
    method,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": body instanceof Blob ? "application/octet-stream" : "application/json" }),
      ...headers,
      ...ownHeaders(),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.redirected && new URL(response.url).pathname.endsWith("/sign-in")) {
    throw new Refusal(401, { detail: message("greengrocer.you-were-signed-out") });
  }
  const answer = text === "" ? null : parse(text);
  if (!response.ok) {
    throw new Refusal(response.status, answer ?? {});
  }
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Makes an element: attributes with a value, listeners as functions under on…, children as nodes or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of img/icons.svg; decoration. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

/** A share in [0, 1] as a length; decoration. */
export function bar(share) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "bar");
  svg.setAttribute("aria-hidden", "true");
  const length = document.createElementNS(SVG, "rect");
  length.setAttribute("height", "100%");
  length.setAttribute("width", `${(share * 100).toFixed(2)}%`);
  svg.append(length);
  return svg;
}

/** A share as people read it: 97.3 %. */
export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** Shows a number beside the basket in the header, and nothing for 0. */
export function showBasketCount(count) {
  for (const place of document.querySelectorAll("[data-basket-count]")) {
    place.textContent = String(count);
    place.hidden = !(count > 0);
  }
}

if (document.querySelector("[data-basket-count]")) {
  callOnce("GET", "/checkout/basket")
    .then(({ count }) => showBasketCount(count))
    .catch(() => showBasketCount(0)); // Without an answer the number is missing, and nothing else.
}

// ---- Ask before something is lost --------------------------------------------------------------

/** Asks a question with one way on; true when the person takes it. */
export function confirmed(question, action = message("greengrocer.yes")) {
  const dialog = document.querySelector("[data-confirm-dialog]");
  dialog.querySelector("p").textContent = question;
  const yes = dialog.querySelector('[data-answer="yes"]');
  yes.textContent = action;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("click", (event) => {
  const answer = event.target.closest("[data-confirm-dialog] [data-answer]");
  if (answer) {
    answer.closest("dialog").close(answer.dataset.answer);
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmedOnce || event.submitter?.hasAttribute("data-no-confirm")) {
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  if (await confirmed(form.dataset.confirm, form.dataset.confirmAction)) {
    form.dataset.confirmedOnce = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmedOnce;
  }
});

// What one user typed is not for the next one who signs in.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/sign-out")) {
    try {
      sessionStorage.clear();
    } catch {
      // Nothing was kept.
    }
  }
});

// ---- Menus that close as people expect -----------------------------------------------------------

for (const menu of document.querySelectorAll("details[data-menu]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
      menu.open = false;
    }
  });
}

// ---- Combobox ------------------------------------------------------------------------------------

/** A name without case, accents, spaces and marks, so that "jalapeno" finds "jalapeño". */
function key(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

let comboboxes = 0;

/**
 * A field that finds one of many names as one types: the ARIA pattern "editable combobox with list".
 *
 * @param choices [{ value, name, note, words }]: words are further spellings that find it; note is shown
 *     beside the name
 * @param onChoose called with the choice; the field is then empty again
 * @param label what the field is for
 * @param always choices at the end of every list, whatever was typed
 * @returns the element; its input is element.querySelector("input")
 */
export function combobox({ label, choices, onChoose, placeholder = "", always = [] }) {
  const id = `combobox-${++comboboxes}`;
  const indexed = choices.map((choice) => ({
    choice,
    name: key(choice.name),
    words: (choice.words ?? []).map(key),
  }));
  let shown = [];
  let active = -1;

  const list = element("ul", { role: "listbox", id: `${id}-list`, "aria-label": label, hidden: true });
  const input = element("input", {
    type: "text",
    id,
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    placeholder,
  });

  /** Names that begin with what was typed first, then names that hold it, then other spellings. */
  function matches(typed) {
    const wanted = key(typed);
    const rank = ({ name, words }) => {
      if (name.startsWith(wanted)) return 0;
      if (words.some((word) => word.startsWith(wanted))) return 1;
      if (name.includes(wanted)) return 2;
      if (words.some((word) => word.includes(wanted))) return 3;
      return 4;
    };
    return indexed
      .map((entry) => ({ entry, rank: rank(entry) }))
      .filter(({ rank: found }) => found < 4)
      .sort((one, other) => one.rank - other.rank)
      .map(({ entry }) => entry.choice);
  }

  function open() {
    shown = [...matches(input.value), ...always];
    active = input.value.trim() === "" ? -1 : 0;
    list.replaceChildren(
      ...shown.map((choice, index) =>
        element(
          "li",
          {
            role: "option",
            id: `${id}-${index}`,
            "aria-selected": "false",
            // The field must keep the focus, or leaving it would close the list before the click.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => choose(choice),
          },
          element("span", {}, choice.name),
          choice.note ? element("span", { class: "small soft" }, choice.note) : null,
        ),
      ),
    );
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark() {
    [...list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === active));
      if (index === active) {
        option.scrollIntoView({ block: "nearest" });
      }
    });
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${active}`);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function choose(choice) {
    input.value = "";
    close();
    onChoose(choice);
  }

  function move(step) {
    if (list.hidden) {
      open();
    }
    if (shown.length > 0) {
      active = active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length;
      mark();
    }
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", open);
  input.addEventListener("click", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });

  return element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    element("div", { class: "combobox" }, input, list),
  );
}
