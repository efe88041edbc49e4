import assert from "node:assert/strict";
import { test } from "node:test";
import "./texts/english.mjs";
import { changeWords, minorUnits, plain } from "../../../../web/src/main/resources/static/js/money.js";

test("an amount is read in whole minor units, with a point or a comma", () => {
  assert.equal(minorUnits("20", 2), 2000n);
  assert.equal(minorUnits(" 20,5 ", 2), 2050n);
  assert.equal(minorUnits(".05", 2), 5n);
  assert.equal(minorUnits("1000", 0), 1000n);
  assert.equal(minorUnits("1.234", 3), 1234n);
  assert.equal(minorUnits("0.1", 2), 10n);
});

test("what is no amount yet is none", () => {
  for (const text of ["", ".", "-1", "1e3", "20.005", "twenty", "1.2.3", "1 000"]) {
    assert.equal(minorUnits(text, 2), null, text);
  }
});

test("minor units are written with the decimals of the currency", () => {
  assert.equal(plain(337n, 2), "3.37");
  assert.equal(plain(5n, 2), "0.05");
  assert.equal(plain(0n, 2), "0.00");
  assert.equal(plain(1000n, 0), "1000");
  assert.equal(plain(1n, 3), "0.001");
});

test("the change is said while the amount is typed, and what is missing", () => {
  assert.equal(changeWords("20", 1663n, 2, "EUR"), "Change 3.37 EUR");
  assert.equal(changeWords("16.63", 1663n, 2, "EUR"), "Change 0.00 EUR");
  assert.equal(changeWords("2", 1663n, 2, "EUR"), "14.63 EUR more is needed");
  assert.equal(changeWords("", 1663n, 2, "EUR"), "");
});
