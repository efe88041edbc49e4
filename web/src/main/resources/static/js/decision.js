/** What a decision of the model is called, and what may be shown of it. No document, no network: checks/js tests it. */

import { message } from "./messages.js";

/** The words and icons of decisions; templates/parts.html has the same icons. */
export const DECISIONS = {
  accept: { name: message("decision.accept"), icon: "check" },
  shortlist: { name: message("decision.shortlist"), icon: "choose" },
  reject: { name: message("decision.reject"), icon: "close" },
};

/** Why the model decides so, as a sentence. */
export function reasonWords({ reason }) {
  return message(`reason.${reason.id}`);
}

const NEAREST = 3;

/**
 * What an answer rests on. A rejection has no probabilities: they are of the kinds that the model knows among
 * themselves, and say nothing of a photo that may show none of them.
 */
export function ranking({ decision, predictions }) {
  return decision === "reject"
    ? { words: nearestWords(predictions.slice(0, NEAREST).map(({ label }) => label)), scores: [] }
    : { words: null, scores: predictions };
}

function nearestWords(names) {
  return message("decision.nearest-kinds", listed(names));
}

function listed(names) {
  return names.length < 2 ? names.join("") : message("decision.last-two", names.slice(0, -1).join(", "), names.at(-1));
}
