/**
 * The till's photos that keep the basket from being sold, because they have no name or no answer yet. They outlive a
 * reload and a new sign-in: no goods leave unpaid because a page was left.
 */

const KEPT = "till-photos";

/**
 * Keeps them beside what is typed.
 * @param basket the key of the basket that they belong to
 * @param answers the answer to each, or null where there is none yet
 */
export function keepOpenPhotos(basket, answers) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ basket, answers }));
  } catch {
    // A browser that keeps nothing: they last as long as the page.
  }
}

/** The answers that were kept for a basket, null for each photo that had none when its page was left. */
export function openPhotosOf(basket) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    return kept.basket === basket ? kept.answers : [];
  } catch {
    return [];
  }
}
