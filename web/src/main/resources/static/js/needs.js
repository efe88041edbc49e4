/**
 * Where the next key of a person at the till belongs. No document, no network: checks/js tests it.
 */

/**
 * The next place that needs the person: the first after the one they are at, or else the first of all, which may
 * be that one.
 *
 * @param places in the order of the page, each [place, whether it needs them]
 * @param current the place they are at, or null
 * @return a place, or null when none needs them
 */
export function nextNeed(places, current) {
  const at = places.findIndex(([place]) => place === current);
  const isNeeded = ([, needed]) => needed;
  return (places.slice(at + 1).find(isNeeded) ?? places.find(isNeeded))?.[0] ?? null;
}
