/** One photo and what became of it: on its way, answered, or failed. */

import { DECISIONS, ranking, reasonWords } from "./decision.js";
import { bar, button, callApi, element, icon, percent, showBasketCount } from "./greengrocer.js";
import { labelField, shortlistTiles } from "./labels.js";
import { message } from "./messages.js";

/** Takes away everything inside an element but one descendant and what holds it. */
function keepOnly(place, kept) {
  for (const child of [...place.children]) {
    if (!child.contains(kept)) {
      child.remove();
    } else if (child !== kept) {
      keepOnly(child, kept);
    }
  }
}

export class AnswerCard {
  #choices;
  #hasCheckout;
  #retry;
  #body = element("div", { class: "answer-body stack" });
  #status = element("p", { class: "small soft", role: "status" });
  #answer;
  #keptWidth;
  #widths = new ResizeObserver(() => {
    if (this.root.getBoundingClientRect().width !== this.#keptWidth) {
      this.#letShrink();
    }
  });
  // What the line in the basket is called, null when it waits for a name, undefined when there is none.
  #basketLabel;

  /**
   * @param file the photo
   * @param choices the labels to choose from
   * @param hasCheckout whether goods can be put in a basket
   * @param retry called when the person wants the photo to be sent again
   */
  constructor(file, { choices, hasCheckout, retry }) {
    this.#choices = choices;
    this.#hasCheckout = hasCheckout;
    this.#retry = retry;
    const address = URL.createObjectURL(file);
    this.picture = element("img", { class: "photo", src: address, alt: message("answer-card.your-photo") });
    this.picture.addEventListener("error", () => this.picture.classList.add("unseen"), { once: true });
    this.root = element(
      "li",
      { class: "card answer", tabindex: "-1" },
      element("div", { class: "answer-photo stack tight" }, this.picture),
      this.#body,
    );
    this.#address = address;
    this.#wait(message("answer-card.waiting-for-its-turn"), null);
  }

  #address;

  #wait(text, share) {
    const meter = element("progress", { "aria-label": message("answer-card.sending-the-photo"), max: "1" });
    if (share !== null) {
      meter.value = share;
    }
    this.#status.textContent = text;
    this.#body.replaceChildren(this.#status, meter);
  }

  progress(share) {
    this.#wait(message("answer-card.sending", Math.round(share * 100)), share);
  }

  thinking() {
    this.#wait(message("answer-card.looking-at-it"), null);
  }

  waiting(seconds) {
    this.#wait(message("answer-card.many-photos-are-waiting-trying-again", seconds), null);
  }

  signedOut() {
    this.#body.replaceChildren(
      element(
        "p",
        { class: "message warning", role: "alert" },
        icon("warning"),
        element("span", {}, message("answer-card.you-were-signed-out-sign-in")),
      ),
      element(
        "div",
        { class: "row" },
        element("a", { class: "button", href: "/sign-in", target: "_blank" }, message("answer-card.sign-in")),
        button(message("answer-card.remove"), { kind: "quiet", onclick: () => this.remove() }),
      ),
    );
  }

  failed(failure) {
    this.#body.replaceChildren(
      element("p", { class: "message error", role: "alert" }, icon("warning"), element("span", {}, failure.message)),
      element(
        "div",
        { class: "row" },
        button(message("answer-card.try-again"), { symbol: "undo", onclick: () => this.#retry(this) }),
        button(message("answer-card.remove"), { kind: "quiet", onclick: () => this.remove() }),
      ),
    );
  }

  answered(answer) {
    this.#answer = answer;
    this.root.dataset.predictionId = answer.id;
    this.root.dataset.decision = answer.decision;
    this.#show();
  }

  remove() {
    URL.revokeObjectURL(this.#address);
    this.root.remove();
  }

  // ---- An answer ---------------------------------------------------------------------------------

  #show() {
    this.#keepHeight();
    const { decision, feedback } = this.#answer;
    const said = feedback ? this.#said() : null;
    const open = said ?? { accept: () => this.#accepted(), shortlist: () => this.#shortlisted(), reject: () => this.#rejected() }[decision]();
    const why = this.#why();
    why.open = this.#body.querySelector("details")?.open ?? false;
    const search = this.#body.querySelector(".answer-search");
    if (search && this.#isTyping(search)) {
      // An answer came while the person types a name: everything else is new, and the field stays as it is.
      keepOnly(this.#body, search);
      const [kept] = this.#body.children;
      open.querySelector(".answer-search, [data-other]")?.remove();
      kept.before(this.#head(), open);
      kept.after(why);
      return;
    }
    this.#body.replaceChildren(this.#head(), open, why);
  }

  /**
   * Lets the card be no shorter than it is, so that the next card stays under the finger that is about to press it.
   * A new width and a press of "Why?" let it shrink.
   */
  #keepHeight() {
    const { width, height } = this.root.getBoundingClientRect();
    this.root.style.minHeight = `${height}px`;
    this.#keptWidth = width;
    this.#widths.observe(this.root);
  }

  #letShrink() {
    this.root.style.minHeight = "";
  }

  #isTyping(search) {
    const input = search.querySelector("input");
    return !search.dataset.chosen && (input === document.activeElement || input.value !== "");
  }

  #head() {
    const { name, icon: symbol } = DECISIONS[this.#answer.decision];
    return element(
      "div",
      { class: "row spread" },
      element("span", { class: `badge ${this.#answer.decision}` }, icon(symbol), name),
      element("span", { class: "small soft number" }, `${Math.max(1, Math.round(this.#answer.milliseconds.total))} ms`),
    );
  }

  #accepted() {
    const { label, probability } = this.#answer.shortlist[0];
    return element(
      "div",
      { class: "stack" },
      element(
        "p",
        { class: "answer-name", role: "status" },
        element("span", {}, label),
        element("span", { class: "soft number" }, percent(probability)),
      ),
      element(
        "div",
        { class: "row" },
        button(message("answer-card.yes", label), { symbol: "check", kind: "primary", onclick: () => this.#say(label) }),
        this.#basketButton(label),
        this.#otherButton(),
      ),
    );
  }

  #shortlisted() {
    return element(
      "div",
      { class: "stack" },
      element("p", { role: "status" }, message("answer-card.which-one-is-it")),
      shortlistTiles(this.#answer.shortlist, (label) => this.#say(label)),
      element("div", { class: "row" }, this.#otherButton()),
    );
  }

  #rejected() {
    return element(
      "div",
      { class: "stack" },
      element(
        "p",
        { class: "message warning", role: "status" },
        icon("info"),
        element("span", {}, reasonWords(this.#answer)),
      ),
      this.#search(message("answer-card.you-can-see-it-name-it")),
    );
  }

  #otherButton() {
    const other = button(message("answer-card.something-else"), {
      symbol: "search",
      kind: "quiet",
      onclick: (event) => {
        const field = this.#search(message("answer-card.what-is-it"));
        event.currentTarget.replaceWith(field);
        field.querySelector("input").focus();
      },
    });
    other.dataset.other = "";
    return other;
  }

  #search(label) {
    const field = labelField(label, this.#choices, async (choice) => {
      field.dataset.chosen = "yes";
      if (!(await this.#say(choice.value))) {
        delete field.dataset.chosen;
        const input = field.querySelector("input");
        input.value ||= choice.name;
      }
    });
    field.classList.add("answer-search");
    return field;
  }

  #said() {
    const { kind, label } = this.#answer.feedback;
    const words = { confirmed: message("answer-card.confirmed", label), corrected: message("answer-card.corrected-to", label), "not-in-list": message("answer-card.noted-it-is-not-in-the") }[kind];
    return element(
      "div",
      { class: "stack" },
      element("p", { class: "message success", role: "status" }, icon("check"), element("span", {}, words)),
      element("div", { class: "row" }, this.#basketButton(label), this.#otherButton()),
    );
  }

  #why() {
    const details = element(
      "details",
      { class: "disclosure" },
      element("summary", { onclick: () => this.#letShrink() }, message("answer-card.why")),
    );
    const answer = this.#answer;
    const { words, scores } = ranking(answer);
    details.append(
      element(
        "div",
        { class: "stack" },
        element("p", { class: "small" }, words ?? reasonWords(answer)),
        scores.length === 0
          ? null
          : element(
              "ul",
              { class: "bars soft-after-first" },
              ...scores.map(({ label, probability }) =>
                element(
                  "li",
                  {},
                  element("span", {}, label),
                  element("span", { class: "number soft" }, percent(probability)),
                  bar(probability),
                ),
              ),
            ),
        element(
          "div",
          { class: "row" },
          answer.photo ? this.#heatButton() : null,
          element("a", { class: "button quiet", href: `/history/${answer.id}` }, message("answer-card.all-about-this-answer")),
        ),
      ),
    );
    return details;
  }

  #heatButton() {
    const toggle = element("button", { type: "button", class: "button", "aria-pressed": "false" }, icon("heat"), message("answer-card.heat-map"));
    toggle.addEventListener("click", () => this.#toggleHeat(toggle));
    return toggle;
  }

  async #toggleHeat(toggle) {
    if (toggle.getAttribute("aria-pressed") === "true") {
      this.picture.src = this.#address;
      this.picture.alt = message("answer-card.your-photo");
      toggle.setAttribute("aria-pressed", "false");
      return;
    }
    const response = await fetch(`/api/v1/predictions/${this.#answer.id}/explanation`);
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      toggle.replaceWith(element("p", { class: "small soft", role: "status" }, problem.detail ?? message("answer-card.there-is-no-heat-map-for")));
      return;
    }
    this.picture.src = URL.createObjectURL(await response.blob());
    this.picture.alt =
      this.#answer.decision === "reject"
        ? message("answer-card.your-photo-with-the-places-marked")
        : message("answer-card.your-photo-with-the-places-marked-2", this.#answer.predictions[0].label);
    toggle.setAttribute("aria-pressed", "true");
  }

  // ---- What the person says of it ------------------------------------------------------------------

  /** Returns whether the server has it. */
  async #say(label) {
    try {
      const body = label === null ? { notInList: true } : { label, notInList: false };
      const { feedback } = await callApi("POST", `/api/v1/predictions/${this.#answer.id}/feedback`, body);
      this.#answer = { ...this.#answer, feedback };
      if (this.#basketLabel !== undefined) {
        this.#basketLabel = feedback.label ?? null; // The server has corrected the line as well.
      }
      // The pressed button goes; a user who is at another photo by now stays there.
      const here = this.root.contains(document.activeElement);
      this.#show();
      if (here && !this.root.contains(document.activeElement)) {
        this.root.focus();
      }
      return true;
    } catch (failure) {
      this.#complain(failure);
      return false;
    }
  }

  #basketButton(label) {
    if (!this.#hasCheckout) {
      return null;
    }
    if (this.#basketLabel !== undefined) {
      return this.#inBasket();
    }
    if (!label) {
      return null;
    }
    return button(message("answer-card.into-the-basket"), {
      symbol: "basket",
      onclick: async (event) => {
        const pressed = event.currentTarget;
        pressed.disabled = true;
        try {
          const { count } = await callApi("POST", "/checkout/basket", { predictionId: this.#answer.id, label });
          showBasketCount(count);
          this.#basketLabel = label;
          pressed.replaceWith(this.#inBasket());
          if (!this.#answer.feedback) {
            await this.#say(label);
          }
        } catch (failure) {
          pressed.disabled = false;
          this.#complain(failure);
        }
      },
    });
  }

  #inBasket() {
    return element(
      "span",
      { class: "row" },
      element(
        "span",
        { class: "badge good" },
        icon("check"),
        this.#basketLabel ? message("answer-card.in-the-basket-as", this.#basketLabel) : message("answer-card.in-the-basket-without-a-name"),
      ),
      button(message("answer-card.remove"), {
        kind: "quiet",
        onclick: async (event) => {
          const pressed = event.currentTarget;
          pressed.disabled = true;
          try {
            const { count } = await callApi("POST", "/checkout/basket/remove", { predictionId: this.#answer.id });
            showBasketCount(count);
            this.#basketLabel = undefined;
            this.#show();
          } catch (failure) {
            pressed.disabled = false;
            this.#complain(failure);
          }
        },
      }),
    );
  }

  #complain(failure) {
    this.#body.querySelector(".message.error")?.remove();
    this.#body.prepend(
      element("p", { class: "message error", role: "alert" }, icon("warning"), element("span", {}, failure.message)),
    );
  }
}
