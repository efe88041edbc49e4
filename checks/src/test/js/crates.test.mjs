import assert from "node:assert/strict";
import { test } from "node:test";
import * as crates from "../../../../web/src/main/resources/static/js/crates.js";

const HOUR = 3_600_000;
const hourOf = (time) => `0${Math.floor(time / HOUR)}:00`;

const sure = (label) => ({ id: `of ${label}`, decision: "accept", shortlist: [{ label }], reason: { id: "confident" } });
const oneOf = (...labels) => ({ id: "of some", decision: "shortlist", shortlist: labels.map((label) => ({ label })), reason: { id: "close-call" } });
const unknown = { id: "of none", decision: "reject", shortlist: [], reason: { id: "not-produce" } };

let photos = 0;

/** A shift after one more photo, which is answered. */
function after(shift, answer, time = 0) {
  const key = `photo ${++photos}`;
  return crates.photoAnswered(crates.photoTaken(shift, key, time), key, answer, hourOf);
}

function all(shift, ...answers) {
  return answers.reduce((before, answer) => after(before, answer), shift);
}

const open = crates.openCrate;

test("a crate counts its photos by kind", () => {
  const crate = open(all(crates.newShift(0), sure("tomato"), sure("onion"), sure("tomato"), oneOf("lime", "lemon"), unknown));
  assert.deepEqual(crates.kindsOf(crate), [["tomato", 2], ["onion", 1]]);
  assert.deepEqual([crate.photos, crate.unsure, crate.rejected, crate.failed, crate.alarms], [5, 1, 1, 0, 1]);
});

test("a photo counts when it is answered, and once however often its answer comes", () => {
  const taken = crates.photoTaken(crates.newShift(0), "a", 0);
  assert.equal(open(taken).photos, 0);
  assert.equal(taken.waiting.length, 1);
  const answered = crates.photoAnswered(taken, "a", sure("tomato"), hourOf);
  assert.equal(answered.waiting.length, 0);
  assert.equal(open(crates.photoAnswered(answered, "a", sure("tomato"), hourOf)).photos, 1);
  assert.equal(open(crates.photoFailed(answered, "a", "refused", hourOf)).failed, 0);
});

test("a photo without an answer is no photo of the count, and an alarm", () => {
  const shift = crates.photoFailed(crates.photoTaken(crates.newShift(0), "a", 0), "a", "Not a photo", hourOf);
  assert.deepEqual([open(shift).photos, open(shift).failed, open(shift).alarms], [0, 1, 1]);
  assert.equal(shift.alarm.alarm, "failed");
  assert.equal(shift.last.words, "Not a photo");
});

test("another kind than the crate's is an alarm, until the next good photo", () => {
  let shift = crates.holding(crates.newShift(0), "tomato");
  shift = after(shift, sure("onion"));
  assert.equal(shift.alarm.alarm, "other");
  shift = after(shift, oneOf("tomato", "apple"));
  assert.equal(shift.alarm.alarm, "other", "not sure is not good");
  shift = after(shift, sure("tomato"));
  assert.equal(shift.alarm, null);
  assert.equal(open(shift).alarms, 1);
});

test("a choice without the crate's kind is an alarm, and one with it is none", () => {
  const shift = crates.holding(crates.newShift(0), "tomato");
  assert.equal(after(shift, oneOf("lime", "lemon")).alarm.alarm, "other");
  assert.equal(after(shift, oneOf("apple", "tomato")).alarm, null);
});

test("a crate of any kind has no other kind", () => {
  assert.equal(all(crates.newShift(0), sure("onion"), sure("tomato"), oneOf("lime", "lemon")).alarm, null);
});

test("no name is an alarm until a person has seen it", () => {
  const shift = after(crates.newShift(0), unknown);
  assert.equal(shift.alarm.alarm, "unknown");
  assert.equal(crates.acknowledged(shift).alarm, null);
  assert.equal(open(crates.acknowledged(shift)).alarms, 1);
});

test("the next crate holds the same, and what waits is counted into its own crate", () => {
  let shift = after(crates.holding(crates.newShift(0), "tomato"), sure("tomato"));
  shift = crates.nextCrate(crates.photoTaken(shift, "late", 1), 2);
  assert.deepEqual([open(shift).number, open(shift).holds, open(shift).photos], [2, "tomato", 0]);
  shift = crates.photoAnswered(shift, "late", sure("tomato"), hourOf);
  assert.deepEqual(shift.crates.map(({ photos: count }) => count), [2, 0]);
  assert.equal(shift.crates[0].ended, 2);
});

test("an empty crate is not closed, and one with a photo that waits is", () => {
  const shift = crates.newShift(0);
  assert.equal(crates.nextCrate(shift, 1).crates.length, 1);
  assert.equal(crates.nextCrate(crates.photoTaken(shift, "a", 0), 1).crates.length, 2);
});

test("taking back undoes everything that the photo counted", () => {
  const before = after(crates.newShift(0), sure("tomato"));
  for (const answer of [sure("tomato"), sure("onion"), oneOf("lime", "lemon"), unknown]) {
    const undone = crates.takenBack(after(before, answer, HOUR));
    assert.deepEqual(undone, before);
  }
  const failed = crates.photoFailed(crates.photoTaken(before, "a", 0), "a", "Not a photo", hourOf);
  assert.deepEqual(crates.takenBack(failed), before);
});

test("photos are taken back one after the other, also of a closed crate, and then no more", () => {
  let shift = crates.nextCrate(all(crates.newShift(0), sure("tomato"), sure("onion")), 1);
  shift = crates.takenBack(after(shift, sure("lime")));
  assert.deepEqual(shift.crates.map(({ photos: count }) => count), [2, 0]);
  shift = crates.takenBack(crates.takenBack(shift));
  assert.deepEqual(shift.crates.map(({ photos: count }) => count), [0, 0]);
  assert.deepEqual(crates.takenBack(shift), shift);
});

test("an alarm stays when another photo is taken back", () => {
  const shift = all(crates.newShift(0), unknown, oneOf("lime", "lemon"));
  assert.equal(crates.takenBack(shift).alarm.alarm, "unknown");
  assert.equal(crates.takenBack(crates.takenBack(shift)).alarm, null);
});

test("hours add up over crates, by the time of the photo", () => {
  let shift = after(crates.newShift(0), sure("tomato"), 5 * HOUR);
  shift = after(shift, unknown, 6 * HOUR - 1);
  shift = after(crates.nextCrate(shift, 6 * HOUR), sure("tomato"), 6 * HOUR);
  assert.deepEqual(crates.hoursOf(after(shift, sure("tomato"), 5.5 * HOUR)), [
    { hour: "06:00", photos: 1, alarms: 0 },
    { hour: "05:00", photos: 3, alarms: 1 },
  ]);
});

test("a shift is the same after it was kept as text", () => {
  const shift = all(crates.newShift(0), sure("tomato"), unknown);
  assert.deepEqual(JSON.parse(JSON.stringify(shift)), shift);
});

test("the file has the numbers of the page, and no formula", () => {
  let shift = all(crates.holding(crates.newShift(10), "tomato"), sure("tomato"), sure("tomato"), sure("onion"), unknown);
  shift = crates.photoTaken(crates.nextCrate(shift, 20), "waits", 21);
  assert.equal(
    crates.csv(shift, "=belt, 1", (time) => `t${time}`),
    "station,crate,started,ended,holds,photos,kinds,one_of_these,cant_tell,without_answer,waiting,alarms\r\n" +
      '"\'=belt, 1",1,t10,t20,tomato,4,tomato: 2; onion: 1,0,1,0,0,2\r\n' +
      '"\'=belt, 1",2,t20,,tomato,0,,0,0,0,1,0\r\n',
  );
  assert.equal(crates.csv(crates.newShift(0), "", String).split("\r\n").length, 2, "an empty crate is no row");
});
