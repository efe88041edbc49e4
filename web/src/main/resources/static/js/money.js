/**
 * Money in whole minor units (cents), as BigInt: never a floating-point number. No document, no network: checks/js
 * tests it.
 */

import { message } from "./messages.js";

/** What a person types as an amount, in minor units; null while it is none. */
export function minorUnits(text, decimals) {
  const [, whole, part = ""] = /^\s*(\d{0,12})(?:[.,](\d*))?\s*$/.exec(text) ?? [];
  if (whole === undefined || whole + part === "" || part.length > decimals) {
    return null;
  }
  return BigInt(whole + part.padEnd(decimals, "0"));
}

/** Minor units as people read them, such as 3.37. */
export function plain(minor, decimals) {
  const digits = String(minor).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * What to say of the cash that a person is typing.
 *
 * @param text the content of the field
 * @param due what is to be paid in cash, in minor units
 * @return "" while the field holds no amount
 */
export function changeWords(text, due, decimals, currency) {
  const given = minorUnits(text, decimals);
  if (given === null) {
    return "";
  }
  return given >= due
    ? message("money.change", plain(given - due, decimals), currency)
    : message("money.more-is-needed", plain(due - given, decimals), currency);
}
