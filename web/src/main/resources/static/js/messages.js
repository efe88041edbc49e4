/** What scripts say to people, in the language of the page, which brings the texts along. checks/js reads them itself. */

const block = globalThis.document?.querySelector("script[data-texts]");
let texts = block ? JSON.parse(block.textContent) : {};

/** Takes texts from elsewhere than the page. */
export function useTexts(others) {
  texts = others;
}

/** The text of a key, such as money.change, with its {0}, {1} … replaced; a text that is missing stops no sale. */
export function message(key, ...values) {
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (_, at) => values[at]);
}
