import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { grams, reader, ScaleJudge, unescaped } from "../../../../web/src/main/resources/static/js/scale-protocol.js";

/** A row of the table that comes with the program. */
function shipped(name) {
  const yaml = readFileSync(new URL("../../../../web/src/main/resources/application.yaml", import.meta.url), "utf8");
  const row = yaml.split(`\n      ${name}:`)[1].split(/\n {0,6}\S/)[0];
  const of = (key) => new RegExp(`\n {8}${key}: '?(.*?)'?(?=\n|$)`).exec(row)?.[1];
  return { reading: of("reading"), stable: of("stable"), unit: "kg" };
}

test("lines of scales are read as the server reads them", () => {
  const sics = reader(shipped("mt-sics"));
  assert.deepEqual(sics("S S      0.534 kg"), { grams: 534, stable: true });
  assert.deepEqual(sics("S D      0.530 kg"), { grams: 530, stable: false });
  assert.deepEqual(sics("S S     -0.012 kg"), { grams: 0, stable: true });
  assert.deepEqual(sics("S S        534 g"), { grams: 534, stable: true });
  const cas = reader(shipped("cas"));
  assert.deepEqual(cas("ST,GS,+  0.534kg"), { grams: 534, stable: true });
  assert.deepEqual(cas("US,NT,-  0.020kg"), { grams: 0, stable: false });
  const generic = reader(shipped("generic"));
  assert.deepEqual(generic("  1,250 kg "), { grams: 1250, stable: null });
  for (const noise of ["", "S I", "S +", "ES", "S S 9999.999 kg", "0.5345 kg"]) {
    for (const read of [sics, cas, generic]) {
      assert.equal(read(noise), null, noise);
    }
  }
});

test("grams are exact, and what is no weight is none", () => {
  assert.equal(grams("0.29", "kg"), 290);
  assert.equal(grams("+ 1.005", "kg"), 1005);
  assert.equal(grams("534", "g"), 534);
  assert.equal(grams("0.5", "g"), null);
  assert.equal(grams("", "kg"), null);
  assert.equal(grams("1.2.3", "kg"), null);
});

test("goods are weighed once until the scale was empty", () => {
  const judge = new ScaleJudge(3);
  assert.equal(judge.judge({ grams: 500, stable: false }), null);
  assert.equal(judge.judge({ grams: 534, stable: true }), 534);
  judge.use();
  assert.equal(judge.judge({ grams: 534, stable: true }), null);
  assert.equal(judge.judge({ grams: 700, stable: true }), null);
  assert.equal(judge.judge({ grams: 0, stable: true }), null);
  assert.equal(judge.judge({ grams: 100, stable: true }), 100);
});

test("a scale that does not say it is stable after some equal weights", () => {
  const judge = new ScaleJudge(3);
  const answers = [534, 534, 533, 533, 533].map((weight) => judge.judge({ grams: weight, stable: null }));
  assert.deepEqual(answers, [null, null, null, null, 533]);
});

test("a request is sent with its line ends", () => {
  assert.equal(unescaped("SI\\r\\n"), "SI\r\n");
});
