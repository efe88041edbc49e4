import assert from "node:assert/strict";
import { test } from "node:test";
import { field, finished, heard, isSaved, left, refused, toSend, typed, wantsSaving } from "../../../../web/src/main/resources/static/js/typed.js";

const typing = (state, text) => typed(state, text);
const done = (state, text) => finished(typed(state, text));

test("a field that was not touched follows the server", () => {
  assert.deepEqual(heard(field("2.99"), "3.49"), field("3.49"));
});

test("a finished text is sent, and takes the server's spelling once it is saved", () => {
  const state = done(field(""), "0,35");
  assert.ok(wantsSaving(state));
  assert.equal(toSend(state), "0,35");
  assert.deepEqual(heard(state, "0.350", { sent: "0,35" }), field("0.350"));
});

test("a reply never writes into the field that has the focus", () => {
  const saved = heard(done(field(""), "0,35"), "0.350", { sent: "0,35", focused: true });
  assert.equal(saved.shown, "0,35");
  assert.ok(isSaved(saved));
  assert.ok(!wantsSaving(saved));
  assert.deepEqual(left(saved), field("0.350"));
  assert.equal(heard(field("2.99"), "3.49", { focused: true }).shown, "2.99");
});

test("a weight from a scale comes into an empty field that has the focus, and into no other", () => {
  assert.deepEqual(heard(field(""), "0.534", { focused: true }), field("0.534"));
  const half = heard(typing(field(""), "0.5"), "0.534", { focused: true });
  assert.equal(half.shown, "0.5");
  assert.ok(!isSaved(half));
  assert.equal(toSend(finished(half)), "0.5", "what is typed is the last word");
  const emptied = heard(done(field("0.400"), ""), "", { sent: "", focused: true });
  assert.equal(emptied.shown, "");
});

test("half a number is not sent, and stays while replies come", () => {
  const half = typing(field("2.99"), "12");
  assert.ok(!wantsSaving(half));
  assert.equal(toSend(half), "2.99");
  const after = heard(half, "2.99", { sent: "2.99", focused: true });
  assert.equal(after.shown, "12");
  assert.ok(!isSaved(after));
  const whole = finished(typed(after, "12.50"));
  assert.ok(wantsSaving(whole));
  assert.deepEqual(heard(whole, "12.50", { sent: "12.50" }), field("12.50"));
});

test("what is typed while an earlier text is on its way is neither lost nor taken for saved", () => {
  const sent = done(field(""), "0.5");
  const more = typing(sent, "0.51");
  const after = heard(more, "0.500", { sent: "0.5", focused: true });
  assert.equal(after.shown, "0.51");
  assert.ok(!isSaved(after));
  assert.ok(!wantsSaving(after), "not before it is finished");
  assert.ok(wantsSaving(finished(after)));
  assert.equal(toSend(after), "0.500");
});

test("a text that was finished while another was on its way is sent next", () => {
  const second = done(done(field(""), "0.5"), "0.7");
  const after = heard(second, "0.500", { sent: "0.5" });
  assert.equal(after.shown, "0.7");
  assert.ok(wantsSaving(after));
  assert.equal(toSend(after), "0.7");
});

test("typing back what was there is saved again", () => {
  const back = done(done(field("1.000"), "2"), "1.000");
  const after = heard(back, "2.000", { sent: "2" });
  assert.equal(after.shown, "1.000");
  assert.ok(wantsSaving(after));
});

test("a refused text stays, is not sent again by itself, and is unsaved", () => {
  const state = refused(done(field("1.250"), "1250 g"), "1250 g");
  assert.equal(state.shown, "1250 g");
  assert.ok(!wantsSaving(state));
  assert.ok(!isSaved(state));
  const other = heard(state, "1.250");
  assert.equal(other.shown, "1250 g");
  assert.ok(!wantsSaving(other), "also after the reply to another field");
  assert.ok(wantsSaving(done(other, "1.25")));
  assert.equal(toSend(typing(other, "1.2")), "1.250");
});

test("an emptied field wants to be saved as empty", () => {
  const state = done(field("0.350"), "");
  assert.ok(wantsSaving(state));
  assert.deepEqual(heard(state, "", { sent: "" }), field(""));
});

test("every way of typing against every order of replies ends with what was typed last", () => {
  // A small model of the page: texts are finished or half typed, replies come at any moment.
  const texts = ["", "0.5", "0,50", "12", "12.50"];
  const spelled = (text) => (text === "" ? "" : Number(text.replace(",", ".")).toFixed(3));
  for (let seed = 1; seed <= 4000; seed++) {
    let random = seed;
    const next = (bound) => {
      random = (random * 1103515245 + 12345) % 2147483648;
      return Math.floor((random / 2147483648) * bound);
    };
    let state = field("1.000");
    let server = "1.000";
    let way = null;
    let focused = false;
    let last = "1.000";
    for (let step = 0; step < 12; step++) {
      const what = next(4);
      if (what === 0) {
        last = texts[next(texts.length)];
        state = typed(state, last);
        focused = true;
      } else if (what === 1 && focused) {
        state = finished(state);
        focused = false;
        state = left(state);
      } else if (what === 2 && way === null && wantsSaving(state)) {
        way = toSend(state);
      } else if (what === 3 && way !== null) {
        server = spelled(way);
        state = heard(state, server, { sent: way, focused });
        way = null;
      }
      assert.ok(state.shown === last || spelled(state.shown) === spelled(last), `seed ${seed}: ${state.shown} for ${last}`);
    }
    state = left(finished(state));
    for (let tries = 0; tries < 4 && (way !== null || wantsSaving(state)); tries++) {
      way ??= toSend(state);
      server = spelled(way);
      state = heard(state, server, { sent: way });
      way = null;
    }
    assert.ok(isSaved(state), `seed ${seed}: ${JSON.stringify(state)}`);
    assert.equal(server, spelled(last), `seed ${seed}`);
  }
});
