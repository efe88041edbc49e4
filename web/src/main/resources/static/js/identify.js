/** The page that names photos: they come by choice, drop, paste or camera; each gets a card of its own. */

import { AnswerCard } from "./answer-card.js";
import { hasLiveCamera, openCamera } from "./camera.js";
import { labelChoices } from "./labels.js";
import { UploadQueue } from "./upload-queue.js";

const place = document.querySelector("[data-identify]");
const dropzone = place.querySelector("[data-dropzone]");
const answers = place.querySelector("[data-answers]");
const files = place.querySelector("[data-files]");
const capture = place.querySelector("[data-capture]");
const camera = document.querySelector("[data-camera]");

const queue = new UploadQueue();
const choices = labelChoices();
const hasCheckout = place.dataset.checkout === "true";

function add(file) {
  const card = new AnswerCard(file, { choices, hasCheckout, retry: (again) => queue.add(file, again) });
  answers.prepend(card.root);
  queue.add(file, card);
}

function addAll(list) {
  // The one chosen first ends on top, as in the folder that it came from.
  [...list].reverse().forEach(add);
}

for (const input of [files, capture]) {
  input.addEventListener("change", () => {
    addAll(input.files);
    input.value = "";
  });
}

place.querySelector("[data-choose]").addEventListener("click", () => files.click());

place.querySelector("[data-take]").addEventListener("click", async () => {
  if (!hasLiveCamera()) {
    capture.click();
    return;
  }
  try {
    await openCamera(camera, add);
  } catch {
    capture.click(); // No camera for pages, or not allowed: the device's own way remains.
  }
});

let inside = 0;

function highlight(change) {
  inside = Math.max(0, inside + change);
  dropzone.classList.toggle("over", inside > 0);
}

document.addEventListener("dragenter", (event) => {
  if (event.dataTransfer?.types.includes("Files")) {
    highlight(1);
  }
});
document.addEventListener("dragleave", () => highlight(-1));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  highlight(-inside);
  addAll(event.dataTransfer.files);
});

document.addEventListener("paste", (event) => {
  const pasted = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
  if (pasted.length > 0) {
    event.preventDefault();
    addAll(pasted);
  }
});
