/**
 * The basket of the checkout and of the till: a changed weight, tare, number or price is sent at once, and totals, badges and buttons follow
 * without a page in between. What a person types stays as it was typed until the server has it; what does not
 * arrive is marked "not saved" and sent again. A sale waits until everything that is shown is saved, and is
 * made once, however often its button is pressed. Without JavaScript every form works by its own button.
 */
import { Courier, Undelivered } from "./courier.js";
import { element, icon, ownHeaders, showBasketCount, takeToken } from "./greengrocer.js";
import { message } from "./messages.js";
import { patch } from "./patch.js";
import { changeWords } from "./money.js";
import { nextNeed } from "./needs.js";
import { field, finished, heard, isSaved, left, refused, toSend, typed, wantsSaving } from "./typed.js";

const PATIENCE = 20_000;
const LOOK = 700;
const BARCODE = /^\s*\d{12,13}\s*$/;
const DRAFTS = "checkout";
const LINE_FIELDS = "[data-measure] input[data-field]";

const basket = document.querySelector("[data-basket]");
const add = document.querySelector("[data-add]");
const waiting = document.querySelector("[data-waiting]");
const favourites = document.querySelector("[data-favourites]");
const isTill = basket?.dataset.at === "till";
const fields = new Map(); // by the id of their input
const sure = new Map(); // by the id of a line: what the person says is meant
let selling = false;
let adding = null; // what the form adds and the server has not answered yet

const courier = new Courier({ onTrouble: showTrouble, onDone: showUnsaved });

// ---- The page and what is typed in it ------------------------------------------------------------

function inputs() {
  return [...basket.querySelectorAll(LINE_FIELDS)];
}

/** What the server last said of a field; a page leaves out an empty attribute. */
function savedOf(input) {
  return input.dataset.saved ?? "";
}

function lineOf(input) {
  return input.closest("[data-line]").dataset.line;
}

function put(input, state) {
  fields.set(input.id, state);
  if (input.value !== state.shown) {
    input.value = state.shown;
    if (input === document.activeElement) {
      input.select(); // A key that was meant for the empty field takes the place of the text.
    }
  }
}

/** Takes over what a fresh page says of each field. */
function hear(sent, outcome) {
  const here = inputs();
  for (const input of here) {
    const before = fields.get(input.id);
    const saved = savedOf(input);
    const text = sent?.get(input.id);
    if (!before) {
      fields.set(input.id, field(saved));
    } else if (outcome === "saved" || text === undefined) {
      put(input, heard({ ...before, shown: input.value }, saved, {
        sent: outcome === "saved" ? text : undefined,
        focused: input === document.activeElement,
      }));
    } else {
      const unsent = heard({ ...before, shown: input.value }, saved, { focused: input === document.activeElement });
      put(input, outcome === "refused" ? refused(unsent, text) : unsent);
    }
  }
  const ids = new Set(here.map((input) => input.id));
  [...fields.keys()].filter((id) => !ids.has(id)).forEach((id) => fields.delete(id));
}

/** Shows the server's fault of a field beside it, with the button that may belong to it; null takes it away. */
function showFault(input, fault) {
  const id = `${input.id}-fault`;
  const hint = document.getElementById(`${input.id}-hint`);
  document.getElementById(id)?.remove();
  const described = [...(fault ? [id] : []), ...(hint ? [hint.id] : [])].join(" ");
  if (described) {
    input.setAttribute("aria-describedby", described);
  } else {
    input.removeAttribute("aria-describedby");
  }
  if (fault) {
    input.setAttribute("aria-invalid", "true");
    input.after(document.importNode(fault, true));
  } else {
    input.removeAttribute("aria-invalid");
  }
}

/** Shows what a fresh page says is wrong with fields, as far as they still hold what was refused. */
function showFaults(page, sent) {
  for (const fault of page.querySelectorAll("span.error[id$='-fault']")) {
    const input = document.getElementById(fault.id.slice(0, -"-fault".length));
    if (input && (!sent || (sent.get(input.id) ?? input.value) === input.value)) {
      showFault(input, fault);
    }
  }
}

/** Marks each line that holds what the server does not have. */
function showUnsaved() {
  for (const line of basket.querySelectorAll("[data-line]")) {
    const unsaved = [...line.querySelectorAll("input[data-field]")].some((input) => !isSaved(state(input)));
    const badge = line.querySelector("[data-unsaved]");
    if (!unsaved) {
      badge?.remove();
    } else if (!badge) {
      const mark = element("span", { class: "badge fair", "data-own": true, "data-unsaved": true }, message("checkout.not-saved"));
      line.querySelector("[data-status]").prepend(mark);
    }
  }
  keepDrafts();
}

function state(input) {
  return { ...(fields.get(input.id) ?? field(savedOf(input))), shown: input.value };
}

function showMessages(fresh) {
  document.querySelector(".messages")?.remove();
  if (fresh) {
    document.querySelector("main").before(document.importNode(fresh, true));
  }
}

/** Counts the change while the cash that is given is typed. */
function showChange() {
  const given = document.getElementById("given");
  const hint = document.getElementById("given-hint");
  if (given && hint) {
    const { due, decimals, currency } = given.form.dataset;
    hint.textContent = changeWords(given.value, BigInt(due), Number(decimals), currency);
  }
}

function say(words, { signIn = false } = {}) {
  const place = basket.querySelector("[data-progress]");
  place?.replaceChildren(
    ...(words ? [words] : []),
    ...(signIn ? [" ", element("a", { href: basket.dataset.page }, message("checkout.sign-in"))] : []),
  );
}

function showTrouble(failure, wait) {
  showUnsaved();
  if (failure) {
    say(
      failure.reason === "signed-out"
        ? message("checkout.you-were-signed-out-sign-in")
        : message("checkout.not-saved-trying-again-in-s", failure.message, Math.round(wait / 1000)),
      { signIn: failure.reason === "signed-out" },
    );
  } else if (!selling) {
    say("");
  }
}

// ---- Asking the server ---------------------------------------------------------------------------

/** Sends a form and gives this page as the server has it afterwards. */
async function ask(action, body, isRepeated = false) {
  let response;
  body?.set("at", basket.dataset.at);
  let text;
  try {
    response = await fetch(action, {
      method: body ? "POST" : "GET",
      headers: { Accept: "text/html", ...ownHeaders() },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await response.text();
  } catch {
    throw new Undelivered(message("checkout.the-server-is-out-of-reach"));
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  if (response.ok && page.querySelector("[data-basket]")) {
    takeToken(page);
    return page;
  }
  const isOut = page.querySelector("form[action$='/sign-in']") || response.status === 401 || response.status === 403;
  if (isOut && body && !isRepeated) {
    // The session has ended, or only its token: a fresh page tells, and brings the token of the next one.
    await ask(basket.dataset.page);
    return ask(action, body, true);
  }
  if (isOut) {
    throw new Undelivered(message("checkout.you-were-signed-out"), "signed-out");
  }
  if (response.status >= 500 || response.status === 429 || response.status === 408 || response.ok) {
    throw new Undelivered(message("checkout.the-server-is-busy"), "busy");
  }
  throw new Error(page.querySelector("main")?.textContent.trim() || message("checkout.the-server-answered", response.status));
}

/** Shows what a fresh page says; the texts that people type in stay. */
function show(page, sent) {
  const fresh = page.querySelector("[data-basket]");
  const [, outcome = "seen"] = (fresh.dataset.answered ?? "").split(" ");
  const hadCustomer = Boolean(document.getElementById("customer"));
  patch(basket, fresh);
  patch(waiting, page.querySelector("[data-waiting]"));
  patch(favourites, page.querySelector("[data-favourites]"));
  hear(sent, outcome);
  if (!hadCustomer) {
    restoreCustomer();
  }
  showFaults(page, sent);
  showMessages(page.querySelector(".messages"));
  showBasketCount(Number(basket.dataset.count));
  const line = page.querySelector("[data-add] [name=line]");
  if (line) {
    add.elements.line.value = line.value;
  }
  saveWhatWaits();
  showUnsaved();
  showChange();
  return outcome;
}

/** Sends all fields of a line together, as they are when its turn has come. */
async function deliverLine(id, number) {
  const line = basket.querySelector(`[data-line="${CSS.escape(id)}"]`);
  const form = line?.querySelector("[data-measure]");
  if (!form) {
    return; // It has left the basket.
  }
  if (![...form.querySelectorAll("input[data-field]")].some((input) => wantsSaving(state(input)))) {
    return; // The request before has taken it along.
  }
  const sent = new Map();
  const body = new URLSearchParams(new FormData(form));
  for (const input of form.querySelectorAll("input[data-field]")) {
    const text = toSend(state(input));
    sent.set(input.id, text);
    body.set(input.name, text);
  }
  body.set("n", number);
  const meant = sure.get(id);
  if (meant) {
    body.set("sure", meant);
  }
  const outcome = show(await ask(form.action, body), sent);
  sure.delete(id);
  if (outcome === "refused" && isAtPayment()) {
    // The person has gone on; what they typed last is what comes next.
    enter(line.querySelector("input[aria-invalid]"));
  }
}

function saveLine(id) {
  courier.add(`line ${id}`, (number) => deliverLine(id, number));
  showUnsaved();
}

/** Sends the lines that hold finished texts which the server does not have. */
function saveWhatWaits() {
  const waiting = new Set(inputs().filter((input) => wantsSaving(state(input))).map(lineOf));
  waiting.forEach(saveLine);
}

function finish(input) {
  fields.set(input.id, finished(state(input)));
}

/** The server has answered what was to be added. */
function added(isNew) {
  if (isNew) {
    adding = null;
    keepDrafts();
  }
}

/** Sends a form that changes the basket in another way: a name, something new, something less. */
function deliverForm(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const { action } = form;
  const isNew = form === add;
  if (isNew) {
    adding = Object.fromEntries(["line", "name", "price", "unit"].map((name) => [name, body.get(name) ?? ""]));
    keepDrafts();
  }
  courier.add(isNew ? `add ${body.get("line")}` : `${action} ${courier.keys.length}`, async (number) => {
    body.set("n", number);
    let page;
    try {
      page = await ask(action, body);
    } catch (failure) {
      if (!(failure instanceof Undelivered)) {
        added(isNew);
        showMessages(element("section", { class: "messages", "aria-label": message("checkout.messages") }, complaint(failure.message)));
      }
      throw failure;
    }
    added(isNew);
    [...(isNew ? add.querySelectorAll("input") : [])].forEach((input) => showFault(input, null));
    const isName = form.matches("[data-name]");
    const line = form.closest("[data-line]");
    const wasIn = document.activeElement === document.body || form.contains(document.activeElement);
    const outcome = show(page);
    if (outcome === "saved" && form.matches("[data-discount]")) {
      form.querySelectorAll("input[data-field]").forEach((input) => {
        input.value = savedOf(input);
        showFault(input, null);
      });
      showUnsaved();
    }
    if (outcome === "saved" && form.matches("[data-favourite]")) {
      const added = basket.querySelector(`[data-line="${CSS.escape(body.get("line"))}"]`);
      enter(added ? (neededAfter(null, added) ?? added.querySelector("[data-measure] input[data-field]")) : null);
    }
    if (outcome === "saved" && form.matches("[data-take]")) {
      goOn(null);
    }
    if (outcome === "saved" && isName && wasIn && line?.isConnected) {
      goOn(null, line);
    }
    if (outcome === "saved" && isNew) {
      const added = basket.querySelector(`[data-line="${CSS.escape(body.get("line"))}"]`);
      if (added && (add.contains(document.activeElement) || document.activeElement === document.body)) {
        enter(neededAfter(null, added) ?? (BARCODE.test(body.get("name")) ? add.elements.name : null) ?? added.querySelector("[data-measure] input[data-field]"));
      }
      for (const name of ["name", "price"]) {
        if (add.elements[name].value === body.get(name)) {
          add.elements[name].value = "";
        }
      }
    }
  });
}

/**
 * Puts what a photo shows into the basket, once, however often it has to be sent, and the cursor where it needs
 * something unless a person is typing.
 * @return whether it is in the basket
 */
export function addGoods(predictionId, label) {
  return new Promise((resolve) => {
    courier.add(`photo ${predictionId}`, async (number) => {
      const body = new URLSearchParams({ predictionId, label, n: number });
      let outcome;
      try {
        outcome = show(await ask("/checkout/basket", body));
      } catch (failure) {
        if (!(failure instanceof Undelivered)) {
          showMessages(element("section", { class: "messages", "aria-label": message("checkout.messages") }, complaint(failure.message)));
          resolve(false);
        }
        throw failure;
      }
      const line = lineOfPhoto(predictionId);
      if (line && isFree()) {
        enter(neededAfter(null, line));
      }
      resolve(outcome === "saved");
    });
  });
}

/** The line of what a photo shows, or null when it is not in the basket. */
export function lineOfPhoto(predictionId) {
  return basket.querySelector(`[data-photo="${CSS.escape(predictionId)}"]`);
}

/** Shows the basket as the server has it by now. */
export function refresh() {
  courier.add("look", async () => {
    show(await ask(basket.dataset.page));
  });
}

function complaint(words) {
  return element("p", { class: "message error", role: "alert" }, icon("warning"), element("span", {}, words));
}

// ---- Where the next key belongs ------------------------------------------------------------------

/** What a person has to see to, in the order of the page: [place, whether it still needs them]. */
function places(part = basket) {
  return [...part.querySelectorAll("[data-line] .tiles, [data-line] select[name=name], [data-measure] input[data-field]")]
    .filter((place) => place.name !== "tare")
    .map((place) => [
      place,
      place.matches(".tiles")
        ? !place.querySelector("[aria-pressed=true]")
        : place.value.trim() === "" || (place.matches("[aria-invalid]") && refusedStill(place)),
    ]);
}

function refusedStill(input) {
  const { shown, refused: text } = state(input);
  return shown === text;
}

/** What comes after a field, or null when nothing needs the person any more. */
function neededAfter(current, part) {
  const place = nextNeed(places(part), current);
  return place?.matches(".tiles") ? place.querySelector("button") : place;
}

function isTouched() {
  return matchMedia("(pointer: coarse)").matches;
}

/** Where paying begins: a keyboard types the cash that is given, a finger touches a button. */
function payment() {
  const given = document.getElementById("given");
  if (!given) {
    return home();
  }
  return isTouched() ? document.querySelector("[data-pay]") : given;
}

/** Where the cursor is while nothing is in the basket; at the till a finger does not call the keyboard of a phone. */
function home() {
  return isTill && isTouched() ? document.querySelector("[data-shutter]") : add.elements.name;
}

function goOn(current, part) {
  enter(neededAfter(current, part) ?? neededAfter(current) ?? payment());
}

/** Puts the cursor into a place, which may lie in a disclosure that is closed. */
function enter(place) {
  place?.closest("details")?.setAttribute("open", "");
  place?.focus();
  place?.select?.();
}

/** Whether the cursor may be put somewhere else, as no one is typing. */
function isFree() {
  const here = document.activeElement;
  return here === document.body || here.matches("button, main") || (here === add.elements.name && here.value === "");
}

function isAtPayment() {
  const here = document.activeElement;
  return here === document.body || Boolean((here.form ?? here).closest("[data-sale]"));
}

// ---- Selling -------------------------------------------------------------------------------------

/** Saves what is shown, before "parking" or "selling"; whether all of it is saved now. */
async function settled(before) {
  inputs().forEach(finish);
  saveWhatWaits();
  if (!courier.isIdle) {
    say(message(`checkout.saving-before-${before}`));
  }
  await courier.idle();
  const unsaved = inputs().find((input) => !isSaved(state(input)));
  const unset = [...basket.querySelectorAll("[data-discount] input[data-field]")].find((input) => input.value !== savedOf(input));
  if (unsaved) {
    say(message(`checkout.correct-before-${before}`));
  } else if (unset) {
    say(message(`checkout.discount-before-${before}`));
  }
  enter(unsaved ?? unset);
  return !unsaved && !unset;
}

/** The page that answers a form, however often it has to be sent; null when it was refused for good. */
function answerOf(key, action, body) {
  return new Promise((resolve) => {
    courier.add(key, async (number) => {
      body.set("n", number);
      resolve(await ask(action, body));
    });
    courier.idle().then(() => resolve(null));
  });
}

/** Saves what is shown, then puts exactly that aside. */
async function park(form) {
  if (selling) {
    return;
  }
  selling = true;
  try {
    if (!(await settled("parking"))) {
      return;
    }
    const page = await answerOf("park", form.action, new URLSearchParams(new FormData(form)));
    if (!page) {
      say(message("checkout.not-parked-the-server-refused-it"));
      return;
    }
    if (page.querySelector("[data-basket]").dataset.answered?.endsWith(" saved")) {
      forgetDrafts(); // The customer who was typed in is not the next one.
      show(page);
      add.elements.name.focus();
    } else {
      show(page);
    }
  } finally {
    selling = false;
  }
}

/** Saves what is shown, then sells exactly that. */
async function sell(form, pressed) {
  if (selling) {
    return;
  }
  selling = true;
  const buttons = [...form.elements].filter((one) => one.matches("button"));
  buttons.forEach((button) => button.setAttribute("aria-busy", "true"));
  try {
    if (!(await settled("selling"))) {
      return;
    }
    const open = document.querySelector("[data-photos] [data-open]");
    if (open) {
      say(message("checkout.not-sold", open.dataset.open));
      enter(open.querySelector("button, input"));
      return;
    }
    if (!basket.querySelector("[data-line]")) {
      say(message("checkout.not-sold-the-basket-is-empty"));
      enter(home());
      return;
    }
    const missing = basket.querySelector("[data-line] .badge:not([data-unsaved])");
    if (missing) {
      const line = missing.closest("[data-line]");
      say(message("checkout.not-sold-2", line.getAttribute("aria-label"), missing.textContent));
      enter(neededAfter(null, line) ?? line.querySelector("button"));
      return;
    }
    say(message("checkout.selling"));
    const body = new URLSearchParams(new FormData(form));
    body.set(pressed.name, pressed.value);
    const page = await answerOf("sale", form.action, body);
    const receipt = page?.querySelector("[data-basket]").dataset.sold;
    if (receipt) {
      forgetDrafts();
      if (isTill) {
        say("");
        show(page);
        enter(home());
        document.dispatchEvent(new Event("sold"));
      } else {
        location.assign(receipt);
      }
      return;
    }
    say("");
    if (page) {
      const asked = ["customer", "mobile", "given", "pin"].filter((id) => document.getElementById(id));
      asked.forEach((id) => showFault(document.getElementById(id), null));
      if (document.getElementById("pin")) {
        document.getElementById("pin").value = "";
        body.set("pin", "");
      }
      show(page, new Map(asked.map((id) => [id, body.get(id)])));
      enter(basket.querySelector("[aria-invalid]"));
    } else {
      say(message("checkout.not-sold-the-server-refused-it"));
    }
  } finally {
    selling = false;
    buttons.forEach((button) => button.removeAttribute("aria-busy"));
  }
}

// ---- Drafts: what is not in the books yet outlives a reload, a sign-in and a lost network --------

function keepDrafts() {
  const texts = Object.fromEntries(
    inputs()
      .filter((input) => !isSaved(state(input)))
      .map((input) => [input.id, input.value]),
  );
  const before = drafts();
  const customer = document.getElementById("customer")?.value ?? before.customer;
  const mobile = document.getElementById("mobile")?.value ?? before.mobile;
  try {
    sessionStorage.setItem(DRAFTS, JSON.stringify({ basket: basket.dataset.key, texts, customer, mobile, adding }));
  } catch {
    // A browser that keeps nothing: what is typed lasts as long as the page.
  }
}

function drafts() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(DRAFTS) ?? "{}");
    return kept.basket === basket.dataset.key ? kept : {};
  } catch {
    return {};
  }
}

function forgetDrafts() {
  try {
    sessionStorage.removeItem(DRAFTS);
  } catch {
    // Nothing was kept.
  }
}

function restoreCustomer() {
  const kept = drafts();
  for (const id of ["customer", "mobile"]) {
    const input = document.getElementById(id);
    if (input && input.value === "" && kept[id]) {
      input.value = kept[id];
    }
  }
}

function restore() {
  const { texts = {}, adding: left = null } = drafts();
  adding = left;
  for (const input of inputs()) {
    fields.set(input.id, field(savedOf(input)));
    const text = texts[input.id];
    if (text !== undefined && input.value === savedOf(input)) {
      input.value = text;
      finish(input);
    } else if (input.getAttribute("aria-invalid")) {
      fields.set(input.id, refused(finished(state(input)), input.value));
    }
  }
  restoreCustomer();
  saveWhatWaits();
  showUnsaved();
}

/** Adds what was on its way when the page was left, under the same number: what has arrived is not added twice. */
function goOnAdding() {
  if (adding && add) {
    Object.entries(adding).forEach(([name, text]) => {
      if (add.elements[name]) {
        add.elements[name].value = text;
      }
    });
    add.requestSubmit();
  }
}

// ---- Labels: a scanner types wherever the cursor is -----------------------------------------------

/** Takes a barcode out of a field that it was scanned into, and adds its goods; whether there was one. */
function takeScan(inputs) {
  const scanned = inputs.find((input) => BARCODE.test(input.value));
  if (!scanned) {
    return false;
  }
  add.elements.name.value = scanned.value;
  if (scanned.matches(LINE_FIELDS)) {
    put(scanned, field(savedOf(scanned)));
  } else {
    scanned.value = "";
  }
  showFault(scanned, null);
  showUnsaved();
  add.elements.name.focus();
  add.requestSubmit();
  return true;
}

// ---- Scales: a weight that the server has got meanwhile is shown -----------------------------------

function emptyWeights() {
  return inputs().filter((input) => input.name === "weight" && savedOf(input) === "");
}

/** Looks whether a scale has weighed what waits for a weight. */
async function lookForWeights() {
  const waits = emptyWeights();
  if (document.hidden || selling || !courier.isIdle || waits.length === 0) {
    return;
  }
  let state;
  try {
    const response = await fetch("/checkout/state", { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    ({ state } = await response.json());
  } catch {
    return; // The next look may find it.
  }
  const isStillEmpty = waits.some((input) => input.isConnected && savedOf(input) === "");
  if (state === basket.dataset.state || selling || !courier.isIdle || !isStillEmpty) {
    return; // It was shown or sold meanwhile.
  }
  const weighed = [];
  courier.add("look", async () => {
    show(await ask(basket.dataset.page));
    for (const input of waits.filter((input) => input.isConnected && savedOf(input) !== "")) {
      weighed.push(message("checkout.kg-from-the-scale", input.closest("[data-line]").getAttribute("aria-label"), savedOf(input)));
    }
  });
  await courier.idle();
  if (weighed.length > 0) {
    say(weighed.join(". "));
  }
}

// ---- What people do ------------------------------------------------------------------------------

if (basket) {
  showBasketCount(Number(basket.dataset.count));
  restore();
  if (document.activeElement === document.body && !location.hash) {
    goOn(null);
  }

  // A key that is held down goes on to the next field, and must not sell from there.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.repeat) {
      event.preventDefault();
    }
  });

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.matches(LINE_FIELDS)) {
      fields.set(input.id, typed(state(input), input.value));
      showFault(input, null);
      showUnsaved();
    } else if (input.closest("[data-sale], [data-add]")) {
      if (input.matches("[aria-invalid]")) {
        showFault(input, null);
      }
      keepDrafts();
      showChange();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches(LINE_FIELDS) && !BARCODE.test(event.target.value)) {
      finish(event.target);
      saveWhatWaits();
      showUnsaved();
    }
  });

  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(LINE_FIELDS) && fields.has(event.target.id)) {
      put(event.target, left(state(event.target)));
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-measure]")) {
      event.preventDefault();
      if (takeScan([...form.querySelectorAll("input[data-field]")])) {
        return;
      }
      const from = document.activeElement;
      if (event.submitter?.name === "sure") {
        sure.set(form.closest("[data-line]").dataset.line, event.submitter.value);
      }
      form.querySelectorAll("input[data-field]").forEach((input) => {
        fields.set(input.id, { ...finished(state(input)), refused: null });
        showFault(input, null);
      });
      saveWhatWaits();
      courier.kick();
      goOn(form.contains(from) ? from : [...form.querySelectorAll("input[data-field]")].at(-1));
    } else if (form.matches("[data-sale]")) {
      event.preventDefault();
      if (takeScan([...form.querySelectorAll("#given")])) {
        return;
      }
      sell(form, event.submitter ?? document.querySelector("[data-pay]"));
      courier.kick();
    } else if (form.matches("[data-park]")) {
      event.preventDefault();
      park(form);
      courier.kick();
    } else if (form.matches("[data-change], [data-add]")) {
      event.preventDefault();
      deliverForm(form, event.submitter);
      courier.kick();
    }
  });

  if (basket.dataset.till) {
    setInterval(lookForWeights, LOOK);
  }

  window.addEventListener("online", () => courier.kick());
  window.addEventListener("focus", () => courier.kick());
  document.addEventListener("visibilitychange", () => courier.kick());

  goOnAdding();

  // Back from the receipt, from the browser's memory: the basket may be sold.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}

document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
