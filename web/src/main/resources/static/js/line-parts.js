/** Parts of the page of a packing line, and what it says to the person beside it. */

export const main = document.querySelector("[data-line]");

/** The part of the page with an attribute data-NAME. */
export function part(name) {
  return main.querySelector(`[data-${name}]`);
}

/** Says something once. */
export function say(words, isSignedOut = false) {
  part("says").textContent = words;
  part("sign-in").hidden = !isSignedOut;
}

/** What need not be read out, as it changes with every photo. */
export function showProgress(words) {
  part("progress").textContent = words;
}
