/** What this browser remembers of a page, also over a reload. One that keeps nothing remembers nothing, and stops no page. */

/** The text that is kept under a key, or null. */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Keeps a text under a key; null forgets it.
 * @return whether the browser has done so
 */
export function keep(key, text) {
  try {
    if (text === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, text);
    }
    return true;
  } catch {
    return false;
  }
}
