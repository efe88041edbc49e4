/**
 * When the camera of a packing line takes a photo by itself: what lies before it is still, and new. It compares
 * small grey pictures. No document, no network: checks/js tests it.
 */

/** The size of the pictures that are compared: a piece of fruit covers dozens of their 768 places, noise none. */
export const WIDTH = 32;
export const HEIGHT = 24;

/** Milliseconds from one look to the next: eight a second see a hand pass by, and leave a phone cool. */
export const LOOK_EVERY = 125;

/** Grey values (of 256) that a place may differ by and be the same: a sensor's noise in a dim hall is half of it. */
const NOISE = 20;

/** The share of places that differ from one look to the next while something moves: a finger is more. */
const MOVING = 0.02;

/** The share of places that differ from the last photo when other goods are there: one plum on a belt is more. */
const OTHER = 0.04;

/** The most that the light may change between two pictures (grey values of 256); more is other goods all over it. */
const LIGHT = 40;

/** Looks in a row without motion before a photo is taken: 0.4 s, so that the hand is gone and the lens has focused. */
const STILL_LOOKS = 3;

/** The grey values of the pixels of a canvas, one byte each. */
export function grey(rgba) {
  const values = new Uint8ClampedArray(rgba.length / 4);
  for (let at = 0; at < values.length; at++) {
    values[at] = 0.299 * rgba[4 * at] + 0.587 * rgba[4 * at + 1] + 0.114 * rgba[4 * at + 2];
  }
  return values;
}

/**
 * The share of places at which two pictures differ, in [0, 1]. What most places have in common is the light: a
 * lamp, a cloud or the camera's own exposure is no change.
 */
export function difference(one, other) {
  const differences = Int16Array.from(one, (value, at) => value - other[at]);
  const median = differences.slice().sort()[differences.length >> 1];
  const light = Math.max(-LIGHT, Math.min(LIGHT, median));
  return differences.filter((value) => Math.abs(value - light) > NOISE).length / differences.length;
}

export class AutoShutter {
  #before = null;
  #stillLooks = 0;
  #photographed = null;
  #empty;

  /** @param empty the place without any goods, or null when it is not known: the first still picture then is it */
  constructor(empty = null) {
    this.#empty = empty;
  }

  /** The grey values of the place without goods, or null while it is not known. */
  get empty() {
    return this.#empty;
  }

  /**
   * Looks at the next picture.
   * @param picture grey values, of the same size each time
   * @param mayTake false while the last photo has no answer: no photo is taken then, and the next look decides again
   * @return whether a photo is to be taken now; it then counts as taken
   */
  look(picture, mayTake) {
    const isStill = this.#before !== null && difference(picture, this.#before) <= MOVING;
    this.#before = picture;
    this.#stillLooks = isStill ? this.#stillLooks + 1 : 0;
    if (this.#stillLooks < STILL_LOOKS) {
      return false;
    }
    if (this.#empty === null || difference(picture, this.#empty) < OTHER) {
      this.#empty = picture; // Again and again: the light of the day changes slowly, and dirt gathers.
      this.#photographed = null; // The next goods may lie just as the last ones did.
      return false;
    }
    const isSame = this.#photographed !== null && difference(picture, this.#photographed) < OTHER;
    if (isSame || !mayTake) {
      return false;
    }
    this.#photographed = picture;
    return true;
  }

  /** A person has taken a photo of what the last look saw. */
  taken() {
    this.#photographed = this.#before;
  }

  /** What the last look saw is the place without goods: it is not photographed. */
  learnEmpty() {
    this.#empty = this.#before;
    this.#photographed = null;
  }
}
