/**
 * The counts of a packing line: crates, their kinds, alarms and hours. Each function returns a new shift and leaves
 * the old one as it was. No document, no network: checks/js tests it.
 *
 * A shift is JSON, so that the browser keeps it over a reload. A photo is in `waiting` from the moment it is taken
 * until it is answered or has failed, and only a photo that is in `waiting` is counted: never twice.
 */

/** How many photos can be taken back, the latest first. */
const UNDO = 50;

/** A spreadsheet would run a text that begins so as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const QUOTE = "\"";

function crate(number, now, holds) {
  return { number, started: now, ended: null, holds, photos: 0, kinds: {}, unsure: 0, rejected: 0, failed: 0, alarms: 0, hours: {} };
}

/** A shift with one empty crate. Times are milliseconds since 1970. */
export function newShift(now) {
  return { started: now, crates: [crate(1, now, "")], waiting: [], counted: [], last: null, alarm: null };
}

/** The crate that is being filled. */
export function openCrate(shift) {
  return shift.crates.at(-1);
}

function changed(shift, change) {
  const next = structuredClone(shift);
  change(next);
  return next;
}

function add(counts, key, change) {
  counts[key] = (counts[key] ?? 0) + change;
  if (counts[key] === 0) {
    delete counts[key];
  }
}

/** Counts what became of a photo into its crate, or (-1) out of it. */
function count(shift, { crate: number, hour, decision, name, alarm }, by) {
  const into = shift.crates.find((one) => one.number === number);
  const inHour = (into.hours[hour] ??= { photos: 0, alarms: 0 });
  if (decision === null) {
    into.failed += by;
  } else {
    into.photos += by;
    inHour.photos += by;
  }
  if (decision === "accept") {
    add(into.kinds, name, by);
  } else if (decision === "shortlist") {
    into.unsure += by;
  } else if (decision === "reject") {
    into.rejected += by;
  }
  if (alarm !== null) {
    into.alarms += by;
    inHour.alarms += by;
  }
  if (inHour.photos === 0 && inHour.alarms === 0) {
    delete into.hours[hour];
  }
}

/** A photo has been taken for the crate that is being filled. */
export function photoTaken(shift, key, now) {
  return changed(shift, (next) => {
    next.waiting.push({ key, taken: now, crate: openCrate(next).number });
  });
}

/** Takes a photo out of those that wait, and counts it; one that does not wait has been counted. */
function settled(shift, key, hourOf, result) {
  const waits = shift.waiting.find((one) => one.key === key);
  if (!waits) {
    return shift;
  }
  return changed(shift, (next) => {
    next.waiting = next.waiting.filter((one) => one.key !== key);
    const { holds } = next.crates.find((one) => one.number === waits.crate);
    const photo = { ...waits, hour: hourOf(waits.taken), ...result(holds) };
    count(next, photo, 1);
    next.counted = [...next.counted, photo].slice(-UNDO);
    next.last = photo;
    if (photo.alarm !== null) {
      next.alarm = photo;
    } else if (photo.decision === "accept") {
      next.alarm = null;
    }
  });
}

/**
 * A photo has been answered.
 * @param answer of the API
 * @param hourOf (milliseconds) => the hour to count it in, a text that sorts by time
 */
export function photoAnswered(shift, key, answer, hourOf) {
  const { id, decision, reason } = answer;
  const names = decision === "reject" ? [] : answer.shortlist.map(({ label }) => label);
  const name = decision === "accept" ? names[0] : null;
  return settled(shift, key, hourOf, (holds) => ({ id, decision, names, name, holds, reason: reason.id, alarm: alarmOf(decision, names, holds) }));
}

/** Why an answer is an alarm: "unknown" (no name) or "other" (no name that the crate holds); or null. */
function alarmOf(decision, names, holds) {
  if (decision === "reject") {
    return "unknown";
  }
  const isFit = decision === "accept" ? names[0] === holds : names.includes(holds);
  return holds === "" || isFit ? null : "other";
}

/** A photo gets no answer: the server refuses it, or it is gone. It is an alarm, since its goods went by unseen. */
export function photoFailed(shift, key, words, hourOf) {
  return settled(shift, key, hourOf, (holds) => ({ id: null, decision: null, names: [], name: null, holds, words, alarm: "failed" }));
}

/** The last photo is not counted, as it showed what had been counted. */
export function takenBack(shift) {
  return changed(shift, (next) => {
    const photo = next.counted.pop();
    if (photo) {
      count(next, photo, -1);
      next.last = next.counted.at(-1) ?? null;
      next.alarm = next.alarm?.key === photo.key ? null : next.alarm;
    }
  });
}

/** A person has seen the alarm. */
export function acknowledged(shift) {
  return { ...shift, alarm: null };
}

/** From now on the crate holds a kind; an empty name is any. */
export function holding(shift, name) {
  return changed(shift, (next) => {
    openCrate(next).holds = name;
  });
}

/** Whether nothing has been photographed for a crate. */
export function isEmpty(shift, { number, photos, failed }) {
  return photos === 0 && failed === 0 && !shift.waiting.some((one) => one.crate === number);
}

/** Closes the crate and begins the next one, which holds the same kind; what waits is still counted into its own. */
export function nextCrate(shift, now) {
  if (isEmpty(shift, openCrate(shift))) {
    return shift;
  }
  return changed(shift, (next) => {
    const full = openCrate(next);
    full.ended = now;
    next.crates.push(crate(full.number + 1, now, full.holds));
  });
}

/** What a crate has by kind, the most first. */
export function kindsOf({ kinds }) {
  return Object.entries(kinds).sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other));
}

/** Photos and alarms of each hour, the latest first. */
export function hoursOf(shift) {
  const sums = new Map();
  for (const { hours } of shift.crates) {
    for (const [hour, { photos, alarms }] of Object.entries(hours)) {
      const sum = sums.get(hour) ?? { photos: 0, alarms: 0 };
      sums.set(hour, { photos: sum.photos + photos, alarms: sum.alarms + alarms });
    }
  }
  return [...sums].sort(([one], [other]) => other.localeCompare(one)).map(([hour, sum]) => ({ hour, ...sum }));
}

function cell(value) {
  const text = FORMULA.test(String(value)) ? `'${value}` : String(value);
  const isPlain = [QUOTE, ",", "\r", "\n"].every((mark) => !text.includes(mark));
  return isPlain ? text : QUOTE + text.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE;
}

/**
 * The crates as CSV, the first one first; an empty one that is being filled is left out.
 * @param station of the device, or an empty text
 * @param timeOf (milliseconds) => date and time
 */
export function csv(shift, station, timeOf) {
  const head = ["station", "crate", "started", "ended", "holds", "photos", "kinds", "one_of_these", "cant_tell", "without_answer", "waiting", "alarms"];
  const rows = shift.crates
    .filter((one) => !isEmpty(shift, one))
    .map((one) => [
      station,
      one.number,
      timeOf(one.started),
      one.ended === null ? "" : timeOf(one.ended),
      one.holds,
      one.photos,
      kindsOf(one)
        .map(([name, photos]) => `${name}: ${photos}`)
        .join("; "),
      one.unsure,
      one.rejected,
      one.failed,
      shift.waiting.filter(({ crate: number }) => number === one.number).length,
      one.alarms,
    ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
