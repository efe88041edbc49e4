/**
 * A model bundle goes up as a body of its own, which may be larger than a form's. Without JavaScript the form brings
 * one up to the limit of a photo.
 */

import { callApi } from "./greengrocer.js";
import { message } from "./messages.js";

const form = document.querySelector("[data-bundle]");

/** The name of the ZIP file without its end, which the bundle gets among the models. */
function nameOf(file) {
  return file.name.replace(/\.zip$/i, "");
}

async function send(file, says) {
  try {
    const taken = await callApi("PUT", `/api/v1/model/bundles/${encodeURIComponent(nameOf(file))}`, file);
    const page = new URLSearchParams({ taken: taken.bundle, tried: taken.isTried });
    location.assign(`/model?${page}`);
  } catch (failure) {
    says.textContent = message("bundle-upload.was-not-taken", failure.message);
    form.querySelector("button").disabled = false;
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const file = form.querySelector("input[type=file]").files[0];
  const says = form.querySelector("[data-bundle-says]");
  if (file.size > Number(form.dataset.most)) {
    says.textContent = message("bundle-upload.is-larger-than", Math.floor(form.dataset.most / 2 ** 20));
    return;
  }
  form.querySelector("button").disabled = true;
  says.textContent = message("bundle-upload.is-going-up");
  void send(file, says);
});
