/**
 * The shift of a packing line, kept in this browser for this user and this device. It is read anew for each change,
 * as another window may have counted meanwhile.
 */

import { newShift } from "./crates.js";
import { keep, kept } from "./kept.js";
import { show } from "./line-board.js";
import { main, part } from "./line-parts.js";
import { station } from "./station.js";

/** The name of this device, under which its shift is kept. */
export const device = station();

const SHIFT = `line-shift/${main.dataset.user ?? ""}/${device}`;
let memory = null;
let waiting = 0;

/** The shift as it is now, also after another window of this browser has counted. */
export function current() {
  return memory ?? read(kept(SHIFT)) ?? newShift(Date.now());
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    keep(`${SHIFT}/unreadable`, text); // A person may still read it; the line goes on.
    return null;
  }
}

/** How many photos have no answer yet. */
export function waitingCount() {
  return waiting;
}

function present(shift) {
  waiting = shift.waiting.length;
  show(shift);
}

/**
 * Changes the shift, keeps it and shows it.
 * @param step (shift) => the shift after the change
 * @return the shift after the change
 */
export function change(step) {
  const shift = step(current());
  const isKept = keep(SHIFT, JSON.stringify(shift));
  memory = isKept ? null : shift;
  part("not-kept").hidden = isKept;
  present(shift);
  return shift;
}

window.addEventListener("storage", ({ key }) => {
  if (key === SHIFT) {
    present(current());
  }
});
