/** The camera of a packing line: started, stopped, and its shutter, by itself or by hand. */

import { AutoShutter, grey, HEIGHT, LOOK_EVERY, WIDTH } from "./auto-shutter.js";
import { stayAwake } from "./awake.js";
import { cameraStream, hasLiveCamera, still } from "./camera.js";
import { keep, kept } from "./kept.js";
import { main, part, say } from "./line-parts.js";
import { take } from "./line-photos.js";
import { waitingCount } from "./line-shift.js";
import { message } from "./messages.js";

const video = main.querySelector("video");
const STARTED = "line-camera";
const MANUAL = "line-manual";
const EMPTY = "line-empty";

const small = document.createElement("canvas");
small.width = WIDTH;
small.height = HEIGHT;
const pen = small.getContext("2d", { willReadFrequently: true });
pen.imageSmoothingQuality = "high";

const shutter = new AutoShutter(JSON.parse(kept(EMPTY) ?? "null"));
const automatic = part("automatic");
automatic.checked = kept(MANUAL) !== "yes";
let looking = null;

function look() {
  if (video.videoWidth === 0) {
    return; // The first picture has not come yet.
  }
  pen.drawImage(video, 0, 0, WIDTH, HEIGHT);
  const picture = grey(pen.getImageData(0, 0, WIDTH, HEIGHT).data);
  const isKnown = shutter.empty !== null;
  if (shutter.look(picture, automatic.checked && waitingCount() === 0)) {
    still(video).then(take);
  }
  if (!isKnown && shutter.empty !== null) {
    keepEmpty();
  }
}

function keepEmpty() {
  if (shutter.empty !== null) {
    keep(EMPTY, JSON.stringify([...shutter.empty]));
    say(message("line.the-empty-place-is-known"));
  }
}

function showCamera(isOn) {
  main.toggleAttribute("data-running", isOn);
  for (const name of ["stop", "shutter", "empty"]) {
    part(name).hidden = !isOn;
  }
  part("start").hidden = isOn;
  video.hidden = !isOn;
  stayAwake(isOn);
}

async function start() {
  let stream;
  try {
    stream = await cameraStream();
  } catch {
    keep(STARTED, null);
    say(message("line.the-camera-cannot-be-used-allow"));
    return;
  }
  video.srcObject = stream;
  keep(STARTED, "yes");
  showCamera(true);
  // What plays by itself is stopped by some browsers as soon as it is scrolled out of sight.
  video.play().catch(() => {}); // It was stopped before its first picture.
  looking = setInterval(look, LOOK_EVERY);
  stream.getVideoTracks()[0].addEventListener("ended", () => {
    stop();
    say(message("line.the-camera-has-stopped"));
  });
}

function stop() {
  clearInterval(looking);
  video.srcObject?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
  showCamera(false);
}

part("start").addEventListener("click", () => {
  if (hasLiveCamera()) {
    start();
  } else {
    part("capture").click(); // No camera for pages: the device's own way remains, a photo at a time.
  }
});
part("stop").addEventListener("click", () => {
  keep(STARTED, null);
  stop();
  part("start").focus();
});
part("capture").addEventListener("change", ({ currentTarget }) => {
  [...currentTarget.files].forEach(take);
  currentTarget.value = "";
});

/** Takes a photo now. */
export async function takeByHand() {
  if (video.videoWidth > 0) {
    shutter.taken();
    take(await still(video));
  }
}

part("shutter").addEventListener("click", takeByHand);
part("empty").addEventListener("click", () => {
  shutter.learnEmpty();
  keepEmpty();
});
automatic.addEventListener("change", () => keep(MANUAL, automatic.checked ? null : "yes"));

// A video that waits for its first picture would keep the page from being loaded.
window.addEventListener("load", () => {
  if (hasLiveCamera() && kept(STARTED) === "yes") {
    start();
  }
});
