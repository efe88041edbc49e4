/** A number pad for fingers: it types into the field that has the cursor, as a keyboard does. */

const FIELDS = "input[inputmode=none]";

/** The field that the pad has typed into, until it is left: browsers tell of changes by a keyboard alone. */
let typedIn = null;

function type(field, text) {
  if (field.selectionStart !== field.selectionEnd || text !== "") {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  } else if (field.selectionStart > 0) {
    field.setRangeText("", field.selectionStart - 1, field.selectionStart, "end");
  }
  typedIn = field;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: text ? "insertText" : "deleteContentBackward" }));
}

/**
 * Lets a pad type: buttons with data-type add their text, data-erase takes one back, data-next is Enter. It is shown
 * while a number is asked for. It goes after a press elsewhere and not before, or what is pressed would move away.
 */
export function listenToPad(pad) {
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("input, select, textarea")) {
      pad.hidden = !target.matches(FIELDS);
    }
  });
  document.addEventListener("click", ({ target }) => {
    if (!pad.contains(target) && !document.activeElement.matches(FIELDS)) {
      pad.hidden = true;
    }
  });
  pad.hidden = !document.activeElement.matches(FIELDS);

  // The cursor stays where it is: a press of the pad is no other place to be.
  pad.addEventListener("pointerdown", (event) => event.preventDefault());
  pad.addEventListener("mousedown", (event) => event.preventDefault());

  pad.addEventListener("click", (event) => {
    const field = document.activeElement;
    const key = event.target.closest("button");
    if (!key || !field.matches(FIELDS)) {
      return;
    }
    if (key.hasAttribute("data-next")) {
      field.form.requestSubmit();
    } else {
      type(field, key.dataset.type ?? "");
    }
  });

  document.addEventListener("focusout", (event) => {
    if (event.target === typedIn) {
      typedIn = null;
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
