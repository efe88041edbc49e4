import assert from "node:assert/strict";
import { test } from "node:test";
import { nextNeed } from "../../../../web/src/main/resources/static/js/needs.js";

const needed = true;
const done = false;

test("the next place that needs something comes first, then those before", () => {
  const places = [["weight 1", needed], ["price 1", done], ["weight 2", done], ["weight 3", needed]];
  assert.equal(nextNeed(places, "weight 1"), "weight 3");
  assert.equal(nextNeed(places, "weight 3"), "weight 1");
  assert.equal(nextNeed(places, "weight 2"), "weight 3");
});

test("a page is entered at the first place that needs something", () => {
  assert.equal(nextNeed([["weight 1", done], ["weight 2", needed]], null), "weight 2");
});

test("a place that is left as it was is its own next, and nothing is next when nothing is needed", () => {
  assert.equal(nextNeed([["weight 1", needed], ["weight 2", done]], "weight 1"), "weight 1");
  assert.equal(nextNeed([["weight 1", done]], null), null);
  assert.equal(nextNeed([], null), null);
});

test("a tare is no place of its own: what follows it is found from the start", () => {
  assert.equal(nextNeed([["weight 1", done], ["weight 2", needed]], "tare 1"), "weight 2");
});
