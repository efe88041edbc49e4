/** What the page of a packing line shows of its shift: the verdict, the alarm, the crates and the hours. */

import { isEmpty, hoursOf, kindsOf, openCrate } from "./crates.js";
import { DECISIONS, reasonWords } from "./decision.js";
import { icon } from "./greengrocer.js";
import { main, part } from "./line-parts.js";
import { message } from "./messages.js";

const NONE = "–";

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: main.dataset.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const exact = new Intl.DateTimeFormat("sv-SE", { timeZone: main.dataset.zone, dateStyle: "short", timeStyle: "medium" });

/** Date and time of the shop, such as 2026-12-01 06:10:00. */
export function timeOf(milliseconds) {
  return exact.format(milliseconds);
}

/** The hour of the shop that a time is in, such as 2026-12-01 06:00. */
export function hourOf(milliseconds) {
  return `${timeOf(milliseconds).slice(0, 13)}:00`;
}

// ---- The verdict -----------------------------------------------------------------------------------

/** What is read from three metres: the name, or the decision where there is none. */
function verdictOf(photo) {
  if (photo === null) {
    return { title: message("line.no-photo-yet"), word: "", symbol: "camera", why: "" };
  }
  if (photo.decision === null) {
    return { title: message("line.no-answer"), word: "", symbol: "warning", why: photo.words };
  }
  const { name, icon: symbol } = DECISIONS[photo.decision];
  const why = photo.decision === "reject" ? reasonWords({ reason: { id: photo.reason } }) : "";
  return photo.decision === "reject" ? { title: name, word: "", symbol, why } : { title: photo.names.join(" / "), word: name, symbol, why };
}

const answer = part("answer");
const picture = part("picture");
let shown;
let pictured = null;
let address = null;

/** Shows a photo that is still here; its verdict comes next. */
export function showPicture(key, file) {
  if (address !== null) {
    URL.revokeObjectURL(address);
  }
  address = URL.createObjectURL(file);
  pictured = key;
  picture.src = address;
  picture.hidden = false;
}

picture.addEventListener("error", () => {
  picture.hidden = true; // The answer's photo has been erased meanwhile.
});

function showVerdict(photo) {
  const key = photo?.key ?? null;
  if (key === shown) {
    return; // A live region that is written again would be read again.
  }
  shown = key;
  const { title, word, symbol, why } = verdictOf(photo);
  part("verdict").dataset.decision = photo === null ? "none" : (photo.decision ?? "failed");
  answer.querySelector("[data-symbol]").replaceChildren(icon(symbol));
  answer.querySelector("[data-title]").textContent = title;
  answer.querySelector("[data-word]").textContent = word;
  answer.querySelector("[data-why]").textContent = why;
  if (key !== pictured) {
    pictured = key;
    picture.hidden = !photo?.id;
    if (photo?.id) {
      picture.src = `/api/v1/predictions/${photo.id}/thumbnail`;
    }
  }
}

// ---- The alarm -------------------------------------------------------------------------------------

function alarmWords({ alarm, crate, holds, names }) {
  if (alarm === "other") {
    return message("line.alarm-other-kind", crate, holds, names.join(" / "));
  }
  return alarm === "unknown" ? message("line.alarm-cant-tell", crate) : message("line.alarm-no-answer", crate);
}

function showAlarm(photo) {
  const key = photo?.key ?? "";
  const words = part("alarm-words");
  part("alarm-band").hidden = photo === null; // A live region is read only when it is there before its words.
  if (words.dataset.key !== key) {
    words.dataset.key = key;
    words.textContent = photo === null ? "" : alarmWords(photo);
  }
  main.toggleAttribute("data-alarm", photo !== null);
}

// ---- Counts ----------------------------------------------------------------------------------------

/** The kinds of a crate in words, those without a name at the end. */
function contents(crate) {
  const counts = kindsOf(crate);
  const others = [
    [message("line.one-of-these"), crate.unsure],
    [message("line.cant-tell"), crate.rejected],
    [message("line.no-answer"), crate.failed],
  ].filter(([, photos]) => photos > 0);
  return [...counts, ...others].map(([name, photos]) => `${name} ${photos}`).join(", ") || NONE;
}

function row(template, values) {
  const made = main.querySelector(`template[data-${template}]`).content.firstElementChild.cloneNode(true);
  for (const [name, text] of Object.entries(values)) {
    made.querySelector(`[data-${name}]`).textContent = text;
  }
  return made;
}

function showCrate(shift) {
  const crate = openCrate(shift);
  part("crate-number").textContent = message("line.crate", crate.number);
  part("open-total").textContent = crate.photos;
  part("open-alarms").textContent = crate.alarms;
  part("open-contents").textContent = contents(crate);
  part("waiting").textContent = shift.waiting.length;
  part("next-crate").disabled = isEmpty(shift, crate);
  part("undo").disabled = shift.counted.length === 0;
  const holds = part("holds");
  if (holds !== document.activeElement && !holds.hasAttribute("aria-invalid")) {
    holds.value = crate.holds;
  }
}

function showTables(shift) {
  const crates = shift.crates.filter((crate) => !isEmpty(shift, crate));
  part("crates").replaceChildren(
    ...crates.reverse().map((crate) =>
      row("crate-row", {
        number: message("line.crate", crate.number),
        time: crate.ended === null ? message("line.since", clock.format(crate.started)) : `${clock.format(crate.started)} – ${clock.format(crate.ended)}`,
        holds: crate.holds || NONE,
        photos: crate.photos,
        contents: contents(crate),
        alarms: crate.alarms,
      }),
    ),
  );
  part("hours").replaceChildren(...hoursOf(shift).map(({ hour, photos, alarms }) => row("hour-row", { hour, photos, alarms })));
  part("shift").hidden = crates.length === 0;
}

/** Shows a shift. */
export function show(shift) {
  showVerdict(shift.last);
  showAlarm(shift.alarm);
  showCrate(shift);
  showTables(shift);
}
