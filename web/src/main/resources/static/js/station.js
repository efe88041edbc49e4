/**
 * The name of this device, which goes with each photo that it sends. The browser remembers it, for whoever is
 * signed in.
 */

const KEY = "station";

/** What a server takes for the name of a station. */
const NAME = /^[\p{L}\p{Nd}](?:[\p{L}\p{M}\p{Nd} ._-]{0,38}[\p{L}\p{M}\p{Nd}._-])?$/u;

/** The name, or an empty text when it has none. */
export function station() {
  try {
    const name = localStorage.getItem(KEY) ?? "";
    return NAME.test(name) ? name : "";
  } catch {
    return ""; // A browser that keeps nothing has no name.
  }
}

/**
 * Gives this device a name; an empty one takes it away.
 * @returns whether the browser keeps it: not what is no name
 */
export function nameStation(typed) {
  const name = typed.trim();
  try {
    if (name === "") {
      localStorage.removeItem(KEY);
      return true;
    }
    if (!NAME.test(name)) {
      return false;
    }
    localStorage.setItem(KEY, name);
    return true;
  } catch {
    return false;
  }
}
