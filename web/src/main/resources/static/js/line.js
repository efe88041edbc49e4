/**
 * The packing line: a camera that takes photos by itself, a verdict to be read from afar, and counts of each crate.
 * What is counted stays in this browser, for this user and this device, over a reload, an ended session and a server
 * out of reach; so do photos that have no answer yet.
 */

import { beSilent, canSound, isSilent, prepareSound, ring } from "./alarm.js";
import * as crates from "./crates.js";
import { confirmed } from "./greengrocer.js";
import { timeOf } from "./line-board.js";
import { takeByHand } from "./line-camera.js";
import { main, part, say } from "./line-parts.js";
import { sendKept } from "./line-photos.js";
import { change, current, device, waitingCount } from "./line-shift.js";
import { message } from "./messages.js";

// ---- The alarm ---------------------------------------------------------------------------------------

const sound = part("sound");

function showSound() {
  sound.setAttribute("aria-pressed", String(!isSilent()));
  part("sound-waits").hidden = isSilent() || canSound();
}

sound.addEventListener("click", async () => {
  beSilent(!isSilent());
  if (!isSilent()) {
    await prepareSound();
    ring(); // So that one hears how loud it is.
  }
  showSound();
});

for (const touch of ["pointerdown", "keydown"]) {
  document.addEventListener(touch, () => {
    if (!canSound()) {
      prepareSound().then(showSound);
    }
  });
}

function acknowledge() {
  change(crates.acknowledged);
}

part("acknowledge").addEventListener("click", () => {
  acknowledge();
  (part("shutter").hidden ? part("start") : part("shutter")).focus(); // The button is gone with the alarm.
});

// ---- Crates ------------------------------------------------------------------------------------------

const holds = part("holds");
const holdsFault = part("holds-fault");
const kinds = [...document.querySelectorAll("#line-kinds option")].map((option) => ({
  name: option.value,
  words: [option.value, ...option.dataset.words.split("|")].map((word) => word.toLowerCase()),
}));

/** The model's name of what was typed, an empty text for an empty field, or undefined. */
function kindOf(typed) {
  return typed === "" ? "" : kinds.find(({ words }) => words.includes(typed.toLowerCase()))?.name;
}

holds.addEventListener("change", () => {
  const typed = holds.value.trim();
  const kind = kindOf(typed);
  if (kind === undefined) {
    holds.setAttribute("aria-invalid", "true");
    holdsFault.textContent = message("line.no-such-kind", typed);
    return;
  }
  holds.removeAttribute("aria-invalid");
  holdsFault.textContent = "";
  holds.value = kind;
  change((shift) => crates.holding(shift, kind));
});

part("next-crate").addEventListener("click", () => {
  const before = crates.openCrate(change((shift) => crates.nextCrate(shift, Date.now()))).number - 1;
  say(message("line.crate-is-closed", before));
});

part("undo").addEventListener("click", () => {
  const { crate } = current().counted.at(-1) ?? {};
  change(crates.takenBack);
  say(message("line.taken-back", crate));
});

part("csv").addEventListener("click", () => {
  const file = new Blob([crates.csv(current(), device, timeOf)], { type: "text/csv" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `crates-${timeOf(Date.now()).slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});

part("new-shift").addEventListener("click", async () => {
  if (waitingCount() > 0) {
    say(message("line.photos-wait-before-a-new-shift"));
  } else if (await confirmed(message("line.begin-a-new-shift"), message("line.new-shift"))) {
    change(() => crates.newShift(Date.now()));
  }
});

// ---- Keys --------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, dialog, details[data-menu]")) {
    return; // The key is for what has the focus.
  }
  if (event.key === "Escape" && main.hasAttribute("data-alarm")) {
    acknowledge();
  } else if (event.key === " " && !event.target.closest("button, a, summary") && !part("shutter").hidden) {
    event.preventDefault();
    takeByHand();
  }
});

part("station").textContent = device || message("line.no-name");
part("station-missing").hidden = device !== "";
showSound();
change((shift) => shift);
sendKept();
