/**
 * What scales send, read as the server reads it: a row of its table of protocols, and which weight counts. No
 * document, no port: checks/src/test/js tests it.
 */

const NUMBER = /^([+-]?)([0-9]{1,3}|[0-9]+)(?:\.([0-9]*))?$/;
const MOST_GRAMS = 999_999;

/** What a scale may show when nothing lies on it, in grams. */
const EMPTY = 2;

/** Whole grams of a number as a scale shows it; 0 when it shows less than nothing, null when it is no weight. */
export function grams(shown, unit) {
  const found = NUMBER.exec(shown.replace(/\s/g, "").replace(",", "."));
  if (!found || (found[2] === "" && !found[3])) {
    return null;
  }
  const [, sign, whole, decimals = ""] = found;
  const places = unit === "g" ? 0 : 3;
  const kept = decimals.slice(0, places).padEnd(places, "0");
  if (/[1-9]/.test(decimals.slice(places))) {
    return null; // Finer than a gram: another unit than this table says.
  }
  const weight = Number(whole + kept);
  if (sign === "-") {
    return 0;
  }
  return weight <= MOST_GRAMS ? weight : null;
}

/**
 * Reads lines of a scale.
 * @param protocol { reading, unit, stable }: a row of /api/v1/scales/protocols
 * @returns a function from a line to { grams, stable }, or to null when the line is no weight; stable is null
 *     where the scale does not say it
 */
export function reader({ reading, unit, stable }) {
  const pattern = new RegExp(reading);
  return (line) => {
    const groups = pattern.exec(line)?.groups;
    if (groups?.weight === undefined) {
      return null;
    }
    const weight = grams(groups.weight, (groups.unit ?? unit).toLowerCase());
    return weight === null ? null : { grams: weight, stable: stable === undefined ? null : groups.state === stable };
  };
}

/**
 * Decides which weights are weights of goods: one that has come to rest, and only one until the scale was empty
 * again, so that goods that stay on it are not weighed for the next line.
 */
export class ScaleJudge {
  #repeats;
  #last = 0;
  #times = 0;
  #isUsed = false;

  /** @param repeats how many equal weights in a row are stable, where the scale does not say it */
  constructor(repeats) {
    this.#repeats = repeats;
  }

  /** The weight of goods in grams, or null when this reading is none. */
  judge({ grams: weight, stable }) {
    this.#times = weight === this.#last ? this.#times + 1 : 1;
    this.#last = weight;
    if (weight <= EMPTY) {
      this.#isUsed = false;
      return null;
    }
    return (stable ?? this.#times >= this.#repeats) && !this.#isUsed ? weight : null;
  }

  /** The last weight was filled in: it counts no more until the scale was empty. */
  use() {
    this.#isUsed = true;
  }
}

/** What a setting such as "SI\r\n" means as characters. */
export function unescaped(text) {
  return text.replace(/\\r/g, "\r").replace(/\\n/g, "\n");
}
