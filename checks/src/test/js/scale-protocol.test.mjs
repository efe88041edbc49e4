import assert from "node:assert/strict";
import { test } from "node:test";
import { gramsOf, Lines, lineReader, ScaleJudge } from "../../../../web/src/main/resources/static/js/scale-protocol.js";

const bytes = (text) => [...text].map((character) => character.charCodeAt(0));

test("kilograms and grams are read in whole grams, to the last digit", () => {
  assert.equal(gramsOf("0.534", "kg"), 534);
  assert.equal(gramsOf("+  0,534", "kg"), 534);
  assert.equal(gramsOf("12", "kg"), 12000);
  assert.equal(gramsOf("0.5340", "kg"), 534);
  assert.equal(gramsOf("4.035", "kg"), 4035);
  assert.equal(gramsOf(".5", "kg"), 500);
  assert.equal(gramsOf("534", "g"), 534);
  assert.equal(gramsOf("534.0", "g"), 534);
  assert.equal(gramsOf("- 0.010", "kg"), 0);
});

test("what is no whole number of grams is no weight", () => {
  for (const [shown, unit] of [["0.5345", "kg"], ["5.5", "g"], ["", "kg"], [".", "kg"], ["1e3", "kg"], ["ERR", "kg"], ["1.2.3", "kg"], ["1", "lb"]]) {
    assert.equal(gramsOf(shown, unit), null, `${shown} ${unit}`);
  }
});

test("a line says a weight, and whether it has come to rest where the protocol says so", () => {
  const sics = lineReader({ reading: "^S (?<state>[SD]) +(?<weight>-?[0-9]+(?:[.][0-9]+)?) *(?<unit>k?g)", unit: "kg", stable: "S" });
  assert.deepEqual(sics("S S      0.534 kg"), { grams: 534, stable: true });
  assert.deepEqual(sics("S D      534 g"), { grams: 534, stable: false });
  assert.equal(sics("S I"), null);
  const silent = lineReader({ reading: "^(?<weight>[0-9.]+)$", unit: "g" });
  assert.deepEqual(silent("120"), { grams: 120, stable: null });
});

test("an expression that a browser does not understand is said at once", () => {
  assert.throws(() => lineReader({ reading: "(?<weight>[0-9]++)", unit: "kg" }), SyntaxError);
});

test("lines end with CR, LF or ETX, wherever the port cuts them; parity bits and endless lines do no harm", () => {
  const lines = new Lines();
  assert.deepEqual(lines.take(bytes("S S  0.5")), []);
  assert.deepEqual(lines.take(bytes("34 kg\r\nS D")), ["S S  0.534 kg", ""]);
  assert.deepEqual(lines.take([...bytes(" 1 kg"), 3]), ["S D 1 kg"]);
  assert.deepEqual(lines.take(bytes("1 kg\r").map((code) => code | 0x80)), ["1 kg"]);
  assert.equal(lines.take(bytes(`${"9".repeat(5000)}\n`))[0].length, 200);
});

test("a weight counts when it has come to rest, and once until the scale was empty", () => {
  const judge = new ScaleJudge(3);
  assert.equal(judge.judge({ grams: 534, stable: false }), null);
  assert.equal(judge.judge({ grams: 534, stable: true }), 534);
  assert.equal(judge.judge({ grams: 534, stable: true }), 534, "until it was filled in");
  judge.use();
  assert.equal(judge.judge({ grams: 533, stable: true }), null);
  assert.equal(judge.judge({ grams: 2, stable: true }), null);
  assert.equal(judge.judge({ grams: 100, stable: true }), 100);
});

test("without a word from the scale, the same weight comes several times", () => {
  const judge = new ScaleJudge(3);
  assert.equal(judge.judge({ grams: 100, stable: null }), null);
  assert.equal(judge.judge({ grams: 100, stable: null }), null);
  assert.equal(judge.judge({ grams: 100, stable: null }), 100);
  assert.equal(judge.judge({ grams: 101, stable: null }), null);
});
