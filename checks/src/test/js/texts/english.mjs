/** The texts of scripts in English, as a page would bring them: imported before the scripts that are tested. */

import { readFileSync } from "node:fs";
import { useTexts } from "../../../../../web/src/main/resources/static/js/messages.js";

const FILE = new URL("../../../../../web/src/main/resources/messages/messages.properties", import.meta.url);

useTexts(
  Object.fromEntries(
    [...readFileSync(FILE, "utf8").matchAll(/^(?:script\.|(?=decision\.|reason\.))([\w.-]+)=(.*)$/gm)].map(([, key, text]) => [key, text.replaceAll("''", "'")]),
  ),
);
