/**
 * The camera in the page: a live picture and a button that takes photos, as many as one likes. Browsers
 * give it to pages from this machine or over HTTPS alone; elsewhere the device's own camera is asked.
 */

import { message } from "./messages.js";

/** Whether the browser would let this page look through a camera. */
export function hasLiveCamera() {
  return window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** What the camera at the back of the device sees; rejects when there is none or the person does not allow it. */
export function cameraStream() {
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1440 } },
  });
}

/**
 * Shows what the camera sees until the dialog is closed.
 * @param dialog a dialog with a video, a [data-shutter] button and a [data-close] button
 * @param onPhoto called with each photo, a File
 * @throws when there is no camera or the person does not allow it
 */
export async function openCamera(dialog, onPhoto) {
  const stream = await cameraStream();
  const video = dialog.querySelector("video");
  const shutter = dialog.querySelector("[data-shutter]");
  const count = dialog.querySelector("[data-taken]");
  const stop = new AbortController();
  let taken = 0;
  video.srcObject = stream;
  count.textContent = "";

  shutter.addEventListener(
    "click",
    async () => {
      if (video.videoWidth === 0) {
        return; // The first picture has not come yet.
      }
      onPhoto(await still(video));
      taken++;
      count.textContent = taken === 1 ? message("camera.1-photo-taken") : message("camera.photos-taken", taken);
    },
    { signal: stop.signal },
  );
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close(), { signal: stop.signal });
  dialog.addEventListener(
    "close",
    () => {
      stop.abort();
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
    },
    { once: true },
  );
  dialog.showModal();
  shutter.focus();
}

/** A photo of what a video shows at present, a File. */
export function still(video) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(new File([blob], "camera.jpg", { type: "image/jpeg" })), "image/jpeg", 0.92);
  });
}
