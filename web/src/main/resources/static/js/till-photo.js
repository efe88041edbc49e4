/** One photo at the till: on its way, to be chosen from, in the basket, or failed. */

import { lineOfPhoto, refresh } from "./checkout.js";
import { reasonWords } from "./decision.js";
import { button, callApi, element, icon } from "./greengrocer.js";
import { labelField, shortlistTiles } from "./labels.js";
import { message } from "./messages.js";

export class TillPhoto {
  #names;
  #addGoods;
  #retry;
  #changed;
  #answer = null;
  #status = element("p", { role: "status" });
  #body = element("div", { class: "stack tight" }, this.#status);

  /**
   * @param address of the photo's picture, or null
   * @param names a promise of the names to choose from
   * @param addGoods (id of an answer, name) => Promise of whether that is in the basket
   * @param retry called when the person wants the photo to be sent again
   * @param changed called when it has become open, or is open no longer
   */
  constructor(address, { names, addGoods, retry, changed }) {
    this.#names = names;
    this.#addGoods = addGoods;
    this.#retry = retry;
    this.#changed = changed;
    this.root = element("li", { class: "card till-photo", tabindex: "-1" }, ...(address ? [this.#picture(address)] : []), this.#body);
    this.#wait(message("till-photo.waiting-for-its-turn"));
  }

  #picture(address) {
    const picture = element("img", { class: "thumbnail", src: address, alt: message("till-photo.your-photo"), width: "56", height: "56" });
    picture.addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
    return picture;
  }

  /** Whether it keeps the basket from being sold. */
  get isOpen() {
    return "open" in this.root.dataset;
  }

  /** What the server answered, or null. */
  get answer() {
    return this.#answer;
  }

  // ---- On its way --------------------------------------------------------------------------------

  #wait(words) {
    this.#show(words, [], message("till-photo.a-photo-waits-for-its-answer"));
  }

  progress() {
    this.#wait(message("till-photo.sending-the-photo"));
  }

  thinking() {
    this.#wait(message("till-photo.looking-at-it"));
  }

  waiting(seconds) {
    this.#wait(message("till-photo.many-photos-are-waiting-trying-again", seconds));
  }

  signedOut() {
    this.#show(
      message("till-photo.you-were-signed-out-sign-in"),
      [element("a", { class: "button", href: "/sign-in", target: "_blank" }, message("till-photo.sign-in")), this.#removeButton()],
      message("till-photo.a-photo-waits-until-you-sign"),
    );
  }

  failed(failure) {
    this.#show(
      failure.message,
      [button(message("till-photo.try-again"), { symbol: "undo", onclick: () => this.#retry(this) }), this.#removeButton()],
      message("till-photo.a-photo-has-no-answer-try"),
    );
  }

  /** Its page was left before there was an answer, and the photo with it. */
  lost() {
    this.#show(message("till-photo.no-answer-when-page-was-left"), [this.#removeButton()], message("till-photo.a-photo-was-lost-take-it-again"));
  }

  /** @param open what keeps the basket from being sold, or null */
  #show(words, parts, open) {
    this.#status.replaceChildren(words);
    this.#body.replaceChildren(this.#status, ...(parts.length > 0 ? [element("div", { class: "row" }, ...parts)] : []));
    this.#mark(open);
  }

  #mark(open) {
    if (open) {
      this.root.dataset.open = open;
    } else {
      delete this.root.dataset.open;
    }
    this.root.toggleAttribute("data-settled", !open);
    this.#changed();
  }

  #removeButton() {
    return button(message("till-photo.remove"), { kind: "quiet", onclick: () => this.#remove() });
  }

  #remove() {
    this.root.remove();
    this.#changed();
  }

  // ---- An answer ---------------------------------------------------------------------------------

  answered(answer) {
    this.#answer = answer;
    this.root.dataset.predictionId = answer.id;
    this.root.dataset.decision = answer.decision;
    if (answer.decision === "accept") {
      this.#take(answer.shortlist[0].label);
    } else if (answer.decision === "shortlist") {
      this.#choose();
    } else {
      this.#nameIt(reasonWords(answer));
    }
  }

  #choose() {
    this.#status.replaceChildren(message("till-photo.which-one-is-it"));
    this.#body.replaceChildren(
      this.#status,
      shortlistTiles(this.#answer.shortlist, (label) => this.#takeAndSay(label)),
      element("div", { class: "row" }, this.#otherButton(), this.#removeButton()),
    );
    this.#mark(message("till-photo.choose-what-the-photo-shows"));
  }

  async #nameIt(words) {
    this.#show(words, [this.#removeButton()], message("till-photo.a-photo-has-no-name-name"));
    const field = await this.#search(message("till-photo.you-can-see-it-name-it"));
    this.#status.after(field);
  }

  /** Puts it into the basket; a line of the basket that did not arrive is sent again until it does. */
  async #take(label) {
    this.#show(message("till-photo.on-its-way-into-the-basket", label), [], message("till-photo.is-not-saved-yet", label));
    if (await this.#addGoods(this.#answer.id, label)) {
      this.#taken(label);
    } else {
      this.#show(message("till-photo.is-not-in-the-basket", label), [button(message("till-photo.try-again"), { symbol: "undo", onclick: () => this.#take(label) }), this.#removeButton()], message("till-photo.is-not-in-the-basket-try", label));
    }
  }

  #taken(label) {
    this.#status.replaceChildren(element("strong", {}, label), ` ${message("till-photo.is-in-the-basket")}`);
    this.#body.replaceChildren(this.#status, element("div", { class: "row" }, this.#otherButton()));
    this.#mark(null);
  }

  #otherButton() {
    return button(message("till-photo.something-else"), {
      symbol: "search",
      kind: "quiet",
      onclick: async (event) => {
        const pressed = event.currentTarget;
        const field = await this.#search(message("till-photo.what-is-it"));
        pressed.replaceWith(field);
        field.querySelector("input").focus();
      },
    });
  }

  async #search(label) {
    const field = labelField(label, await this.#names, ({ value }) => this.#takeAndSay(value));
    field.classList.add("answer-search");
    return field;
  }

  /** The person's word goes with the answer, too; a line that is in the basket gets the name by that. */
  async #takeAndSay(label) {
    const isIn = lineOfPhoto(this.#answer.id) !== null;
    if (!isIn && label !== null) {
      await this.#take(label);
    }
    try {
      await callApi("POST", `/api/v1/predictions/${this.#answer.id}/feedback`, label === null ? { notInList: true } : { label, notInList: false });
    } catch (failure) {
      this.#body.append(element("p", { class: "message error", role: "alert" }, icon("warning"), element("span", {}, failure.message)));
      return;
    }
    if (label === null && !isIn) {
      this.#show(message("till-photo.noted-it-is-not-in-the"), [this.#removeButton()], null);
    } else if (label === null) {
      this.#show(message("till-photo.noted-it-is-not-in-the-2"), [], null);
      refresh();
    } else if (isIn) {
      this.#taken(label);
      refresh();
    }
  }
}
