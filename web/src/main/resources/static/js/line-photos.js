/** Photos of a packing line on their way to the model: each is sent until it has an answer, and counted once. */

import { ring } from "./alarm.js";
import { photoAnswered, photoFailed, photoTaken } from "./crates.js";
import { forgetPhoto, keepPhoto, keptPhoto } from "./kept-photos.js";
import { hourOf, showPicture } from "./line-board.js";
import { say, showProgress } from "./line-parts.js";
import { change, current, waitingCount } from "./line-shift.js";
import { message } from "./messages.js";
import { idempotencyKey, UploadQueue } from "./upload-queue.js";

/** Milliseconds after which a photo that did not arrive is sent again. */
const SEND_AGAIN = 5_000;

/** Photos without an answer that a browser keeps; a phone has room for them, and a line that waits for more stands still. */
const MOST_WAITING = 50;

/** What the server will not take however often it is sent. 409 passes: it is still at work on the same photo. */
const FOR_GOOD = new Set([400, 404, 410, 413, 415, 422]);

const queue = new UploadQueue();

function ringFor(shift, key) {
  if (shift.alarm?.key === key) {
    ring();
  }
}

function watcher(key, file) {
  return {
    progress: () => showProgress(message("line.sending-the-photo")),
    thinking: () => showProgress(message("line.looking-at-it")),
    waiting: (seconds) => say(message("line.many-photos-are-waiting-trying-again", seconds)),
    signedOut() {
      showProgress("");
      say(message("line.you-were-signed-out-sign-in"), true);
    },
    answered(answer) {
      showPicture(key, file);
      done(change((shift) => photoAnswered(shift, key, answer, hourOf)));
    },
    failed(failure) {
      if (FOR_GOOD.has(failure.status)) {
        showPicture(key, file);
        done(change((shift) => photoFailed(shift, key, failure.message, hourOf)));
      } else {
        showProgress("");
        say(message("line.the-photo-waits", failure.message));
        sendLater(key, file);
      }
    },
  };

  function done(shift) {
    say("");
    showProgress("");
    ringFor(shift, key);
    forgetPhoto(key).catch(() => {}); // It was never kept.
  }
}

function send(key, file) {
  queue.add(file, watcher(key, file), key);
}

/** Sends it when the network is back, or after a while. */
function sendLater(key, file) {
  const timer = setTimeout(again, SEND_AGAIN);
  window.addEventListener("online", again);
  function again() {
    clearTimeout(timer);
    window.removeEventListener("online", again);
    send(key, file);
  }
}

/** Sends a photo and counts its answer. */
export function take(file) {
  if (waitingCount() >= MOST_WAITING) {
    say(message("line.too-many-wait", MOST_WAITING));
    return;
  }
  const key = idempotencyKey();
  change((shift) => photoTaken(shift, key, Date.now()));
  keepPhoto(key, file).catch(() => {}); // Then it waits in this page alone, and a reload says that it is gone.
  send(key, file);
}

/** Sends what waited when the page was left; a photo that is gone is counted as one without an answer. */
export async function sendKept() {
  for (const { key } of current().waiting) {
    const file = await keptPhoto(key).catch(() => undefined);
    if (file) {
      send(key, file);
    } else {
      ringFor(change((shift) => photoFailed(shift, key, message("line.the-photo-is-gone"), hourOf)), key);
    }
  }
}
