/**
 * The sheet of a count: what is typed stays in this browser until it is booked, also over a reload, another page and a
 * sign-in, for the user who typed it. Without JavaScript the form works by its button.
 */
import { draftOf } from "./draft.js";

const form = document.querySelector("[data-count]");
const booked = document.querySelector("[data-counted]")?.dataset;

if (booked) {
  draftOf(booked.counted, booked.user).write(null);
}

if (form) {
  sheet();
}

function sheet() {
  const draft = draftOf(`count ${form.dataset.sheet}`, form.dataset.user);
  const restored = document.querySelector("[data-restored]");
  const field = (row, name) => row.querySelector(`[name=${name}]`);
  const reason = form.querySelector("[name=reason]");
  const key = form.querySelector("[name=key]");
  const rows = () =>
    [...form.querySelectorAll("[data-row]")].map((row) => ({
      name: field(row, "name"),
      unit: field(row, "unit"),
      counted: field(row, "counted"),
      known: field(row, "name").type === "hidden",
    }));

  function changed() {
    const typed = rows()
      .filter(({ name, counted, known }) => counted.value !== "" || (!known && name.value !== ""))
      .map(({ name, unit, counted, known }) => ({ name: name.value, unit: unit.value, counted: counted.value, known }));
    draft.write(typed.length === 0 && reason.value === "" ? null : { key: key.value, reason: reason.value, rows: typed });
  }

  /** The row of the sheet for one that was typed: that of its kind, else an empty one. */
  function place(one) {
    return (
      rows().find(({ name, unit, known }) => known && name.value === one.name && unit.value === one.unit) ??
      rows().find(({ name, counted, known }) => !known && name.value === "" && counted.value === "")
    );
  }

  function restore() {
    const earlier = draft.read();
    if (earlier === null || rows().some(({ counted }) => counted.value !== "")) {
      changed(); // The server's page brings what was typed.
      return;
    }
    key.value = earlier.key; // A booking whose answer was lost is not booked again.
    reason.value = earlier.reason;
    for (const one of earlier.rows) {
      const row = place(one);
      if (row) {
        if (!row.known) {
          row.name.value = one.name;
          row.unit.value = one.unit;
        }
        row.counted.value = one.counted;
      }
    }
    restored.hidden = false;
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  restored.querySelector("[data-forget]").addEventListener("click", () => {
    draft.write(null);
    location.reload();
  });
  restore();
}
