import assert from "node:assert/strict";
import { test } from "node:test";
import "./texts/english.mjs";
import { DECISIONS, ranking, reasonWords } from "../../../../web/src/main/resources/static/js/decision.js";

const predictions = [
  { label: "tomato", probability: 0.671 },
  { label: "apple", probability: 0.2 },
  { label: "plum", probability: 0.1 },
  { label: "fig", probability: 0.029 },
];

test("decisions are called as people call them", () => {
  assert.deepEqual(Object.values(DECISIONS).map(({ name }) => name), ["Sure", "One of these", "Can\u2019t tell"]);
});

test("a reason is a sentence of the page", () => {
  assert.match(reasonWords({ reason: { id: "blurred", words: "not this" } }), /^The photo is too blurred/);
});

test("a rejection shows no probability, and says that it is no answer", () => {
  const { words, scores } = ranking({ decision: "reject", predictions });
  assert.deepEqual(scores, []);
  assert.match(words, /no answer.*nearest would be tomato, apple and plum\.$/);
  assert.doesNotMatch(words, /67|%/);
  assert.match(ranking({ decision: "reject", predictions: predictions.slice(0, 1) }).words, /would be tomato\.$/);
});

test("an answer shows all that it rests on", () => {
  for (const decision of ["accept", "shortlist"]) {
    assert.deepEqual(ranking({ decision, predictions }), { words: null, scores: predictions });
  }
});
