/** The account's card about this device: how it is called in the books. */

import { message } from "./messages.js";
import { nameStation, station } from "./station.js";

const form = document.querySelector("[data-device]");
const field = form.querySelector("input");
const says = form.querySelector("[data-device-says]");

field.value = station();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const isKept = nameStation(field.value);
  field.toggleAttribute("aria-invalid", !isKept);
  if (isKept) {
    field.value = station();
  }
  says.textContent = !isKept
    ? message("this-device.not-kept")
    : field.value === ""
      ? message("this-device.has-no-name-now")
      : message("this-device.photos-are-from-now", field.value);
});
