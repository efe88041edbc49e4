/**
 * Photos on their way to the model: a few at a time, the others wait, and what the server is too busy for
 * is sent again after the time that it asks for.
 */

import { mayBeSignedOut, ownHeaders, Refusal, refreshToken } from "./greengrocer.js";
import { message } from "./messages.js";
import { forServer } from "./photo-file.js";
import { station } from "./station.js";

const AT_ONCE = 2;
const TRIES = 6;
const BUSY = new Set([429, 503]);
const LOOK_AGAIN = 5_000;

/** Waits until a user may have signed in: they come back to this page, or a while has passed. */
function returning() {
  return new Promise((resolve) => {
    const timer = setTimeout(end, LOOK_AGAIN);
    function end() {
      clearTimeout(timer);
      window.removeEventListener("focus", end);
      document.removeEventListener("visibilitychange", end);
      resolve();
    }
    window.addEventListener("focus", end);
    document.addEventListener("visibilitychange", end);
  });
}

/** Whether anybody is signed in; not known while the server is out of reach. */
async function isSignedIn() {
  try {
    return await refreshToken();
  } catch {
    return false;
  }
}

/** A name that this photo keeps over all tries, so that the server answers and books it once. */
export function idempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One try to send a photo; rejects with a Refusal when the server refuses and an Error when it is out of reach. */
function send(file, key, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/predictions?top=5");
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", key);
    for (const [name, value] of Object.entries(ownHeaders())) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        onProgress(event.loaded / event.total);
      }
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300 && request.response) {
        resolve(request.response);
      } else {
        const refusal = new Refusal(request.status, request.response ?? {});
        refusal.retryAfter = Number(request.getResponseHeader("Retry-After")) || 2;
        reject(refusal);
      }
    });
    request.addEventListener("error", () => reject(new Error(message("upload-queue.the-server-is-out-of-reach"))));
    request.addEventListener("timeout", () => reject(new Error(message("upload-queue.the-server-took-too-long"))));
    const form = new FormData();
    form.append("image", file, "photo");
    const from = station();
    if (from) {
      form.append("station", from);
    }
    request.send(form);
  });
}

export class UploadQueue {
  #waiting = [];
  #running = 0;
  #keys = new WeakMap();

  /**
   * Adds a photo; the same one again, when its answer did not arrive.
   * @param watcher { progress(share), thinking(), waiting(seconds), signedOut(), answered(answer), failed(error) }
   * @param key the name that the photo keeps over all tries, where the page remembers it over a reload
   */
  add(file, watcher, key = this.#keys.get(file) ?? idempotencyKey()) {
    this.#keys.set(file, key);
    this.#waiting.push({ file, watcher, key });
    this.#next();
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) {
      const photo = this.#waiting.shift();
      this.#running++;
      this.#answer(photo).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  async #answer({ file, watcher, key }) {
    let photo;
    try {
      photo = await forServer(file);
    } catch (failure) {
      watcher.failed(failure);
      return;
    }
    let hasFreshToken = false;
    for (let attempt = 1; ; attempt++) {
      try {
        watcher.progress(0);
        const answer = await send(photo, key, (share) => (share < 1 ? watcher.progress(share) : watcher.thinking()));
        watcher.answered(answer);
        return;
      } catch (failure) {
        if (mayBeSignedOut(failure.status) && !hasFreshToken) {
          // The session has ended while the page was open, or only its token.
          while (!(await isSignedIn())) {
            watcher.signedOut();
            await returning();
          }
          hasFreshToken = true;
          continue;
        }
        if (!BUSY.has(failure.status) || attempt === TRIES) {
          watcher.failed(failure);
          return;
        }
        hasFreshToken = false;
        watcher.waiting(failure.retryAfter);
        await new Promise((wake) => setTimeout(wake, failure.retryAfter * 1000));
      }
    }
  }
}
