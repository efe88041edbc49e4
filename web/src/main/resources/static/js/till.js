/**
 * The till: what lies before the camera goes into the basket beside it. The shutter is the one touch that a sure
 * answer takes; of a shortlist the right tile is the second one. js/checkout.js does what concerns the basket.
 */
import { cameraStream, hasLiveCamera, still } from "./camera.js";
import { addGoods, lineOfPhoto } from "./checkout.js";
import { callApi } from "./greengrocer.js";
import { keep, kept } from "./kept.js";
import { labelChoice } from "./labels.js";
import { message } from "./messages.js";
import { keepOpenPhotos, openPhotosOf } from "./open-photos.js";
import { listenToPad } from "./pad.js";
import { TillPhoto } from "./till-photo.js";
import { UploadQueue } from "./upload-queue.js";

const STARTED = "till-camera";

const place = document.querySelector("[data-camera]");
const video = place.querySelector("video");
const says = place.querySelector("[data-camera-says]");
const start = place.querySelector("[data-start]");
const shutter = place.querySelector("[data-shutter]");
const files = place.querySelector("[data-files]");
const capture = place.querySelector("[data-capture]");
const photos = document.querySelector("[data-photos]");
const search = document.querySelector("[data-add]").elements.name;

const basket = document.querySelector("[data-basket]");

const queue = new UploadQueue();

/** Each photo by its card. */
const cards = new WeakMap();

/** The names that the model knows, with their other names; none while the server has not said them. */
const names = callApi("GET", "/api/v1/model")
  .then(({ labels }) => labels.map(({ name, aliases }) => labelChoice(name, aliases)))
  .catch(() => []);

// ---- Photos ----------------------------------------------------------------------------------------

/** What is in the basket needs its photo no longer when the next one comes, or the next customer. */
function forgetSettled() {
  photos.querySelectorAll(":scope > [data-settled]").forEach((old) => old.remove());
}

document.addEventListener("sold", forgetSettled);

function keepOpen() {
  const open = [...photos.children].map((card) => cards.get(card)).filter((photo) => photo.isOpen);
  keepOpenPhotos(basket.dataset.key, open.map((photo) => photo.answer));
}

function show(address, retry) {
  const photo = new TillPhoto(address, { names, addGoods, retry, changed: keepOpen });
  cards.set(photo.root, photo);
  photos.prepend(photo.root);
  return photo;
}

function add(file) {
  forgetSettled();
  const photo = show(URL.createObjectURL(file), (again) => queue.add(file, again));
  keepOpen();
  queue.add(file, photo);
}

/** Shows again what wanted a name or an answer when the page was left; what has got into the basket since does not. */
function restore() {
  for (const answer of openPhotosOf(basket.dataset.key).reverse()) {
    if (answer === null) {
      show(null).lost();
    } else if (!lineOfPhoto(answer.id)) {
      show(`/api/v1/predictions/${encodeURIComponent(answer.id)}/thumbnail`).answered(answer);
    }
  }
}

restore();

for (const input of [files, capture]) {
  input.addEventListener("change", () => {
    [...input.files].forEach(add);
    input.value = "";
  });
}

place.querySelector("[data-choose]").addEventListener("click", () => files.click());

shutter.addEventListener("click", async () => {
  if (video.videoWidth > 0) {
    add(await still(video));
  }
});

// ---- The camera ------------------------------------------------------------------------------------

async function look() {
  let stream;
  try {
    stream = await cameraStream();
  } catch {
    keep(STARTED, "no");
    says.textContent = message("till.the-camera-cannot-be-used-allow");
    return;
  }
  video.srcObject = stream;
  video.hidden = false;
  shutter.hidden = false;
  start.hidden = true;
  says.hidden = true;
  keep(STARTED, "yes");
  stream.getVideoTracks()[0].addEventListener("ended", () => {
    video.hidden = true;
    shutter.hidden = true;
    start.hidden = false;
    says.hidden = false;
    says.textContent = message("till.the-camera-has-stopped");
  });
}

start.addEventListener("click", () => {
  if (hasLiveCamera()) {
    look();
  } else {
    capture.click(); // No camera for pages: the device's own way remains.
  }
});

// A video that waits for its first picture would keep the page from being loaded.
window.addEventListener("load", () => {
  if (hasLiveCamera() && kept(STARTED) === "yes") {
    look();
  }
});

// ---- Keys ------------------------------------------------------------------------------------------

listenToPad(document.querySelector("[data-pad]"));

// A scanner, and a clerk who types a name or PLU, need no field to be chosen first.
document.addEventListener("keydown", (event) => {
  const isText = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isText && !event.target.closest("input, select, textarea, dialog, details[data-menu]")) {
    search.focus();
  }
});
