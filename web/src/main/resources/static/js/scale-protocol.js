/** What scales send, read as the server reads it: the table of protocols comes from there. Knows nothing of a page or a port. */

const LONGEST_LINE = 200;
/** What a scale may show when nothing lies on it. */
const EMPTY_GRAMS = 2;
const GRAM_DECIMALS = { kg: 3, g: 0 };
const END_OF_TEXT = 3;

/** The grams that a text says, such as "+ 0,534" in kg; null when it says no whole number of them. */
export function gramsOf(shown, unit) {
  const number = /^([-+]?)(\d*)(?:[.,](\d*))?$/.exec(shown.replace(/\s/g, ""));
  const decimals = GRAM_DECIMALS[unit];
  if (!number || decimals === undefined || (!number[2] && !number[3])) {
    return null;
  }
  const [, sign, whole, fraction = ""] = number;
  if (sign === "-") {
    return 0; // Something was taken off the scale since it was set to zero.
  }
  const needed = fraction.replace(/0+$/, "");
  return needed.length > decimals ? null : Number(whole + needed.padEnd(decimals, "0"));
}

/**
 * Reads lines of a protocol.
 * @return what a line says: grams, and whether the scale says that it has come to rest, null when it says neither; null for a
 *   line that is no weight
 * @throws SyntaxError when the browser does not understand the protocol's expression
 */
export function lineReader({ reading, unit, stable }) {
  const pattern = new RegExp(reading);
  return (line) => {
    const said = pattern.exec(line)?.groups;
    const grams = said ? gramsOf(said.weight, (said.unit ?? unit).toLowerCase()) : null;
    return grams === null ? null : { grams, stable: stable === undefined ? null : said.state === stable };
  };
}

/** Cuts what a port gives, byte by byte, into lines. */
export class Lines {
  #line = "";

  /** @return the lines that these bytes end */
  take(bytes) {
    const ended = [];
    for (const byte of bytes) {
      const code = byte & 0x7f; // Some scales send a parity bit.
      if (code >= 0x20) {
        this.#line += this.#line.length < LONGEST_LINE ? String.fromCharCode(code) : "";
      } else if (code === 0x0a || code === 0x0d || code === END_OF_TEXT) {
        ended.push(this.#line);
        this.#line = "";
      }
    }
    return ended;
  }
}

/**
 * Decides which of the weights that a scale shows one after the other are weights of goods: one that has come to rest, and only
 * one until the scale was empty again, so that goods that stay on the scale are not weighed for the next line.
 */
export class ScaleJudge {
  #repeats;
  #last = 0;
  #times = 0;
  #used = false;

  /** @param repeats how many times in a row a weight is read until it counts, where the scale does not say so */
  constructor(repeats) {
    this.#repeats = repeats;
  }

  /** The grams of goods that a reading shows; null when it is none. */
  judge({ grams, stable }) {
    this.#times = grams === this.#last ? this.#times + 1 : 1;
    this.#last = grams;
    if (grams <= EMPTY_GRAMS) {
      this.#used = false;
      return null;
    }
    return (stable ?? this.#times >= this.#repeats) && !this.#used ? grams : null;
  }

  /** The last weight was filled in: it counts no more until the scale was empty. */
  use() {
    this.#used = true;
  }
}
