/**
 * The name of this device, which goes with each photo that it sends. The browser remembers it, for whoever is
 * signed in.
 */

import { keep, kept } from "./kept.js";

const KEY = "station";

/** What a server takes for the name of a station. */
const NAME = /^[\p{L}\p{Nd}](?:[\p{L}\p{M}\p{Nd} ._-]{0,38}[\p{L}\p{M}\p{Nd}._-])?$/u;

/** The name, or an empty text when it has none. */
export function station() {
  const name = kept(KEY) ?? "";
  return NAME.test(name) ? name : "";
}

/**
 * Gives this device a name; an empty one takes it away.
 * @returns whether the browser keeps it: not what is no name
 */
export function nameStation(typed) {
  const name = typed.trim();
  return name === "" ? keep(KEY, null) : NAME.test(name) && keep(KEY, name);
}
