/**
 * Photos that wait for their answer, kept in the browser's database over a reload or an ended session. Each function
 * rejects when the browser keeps nothing.
 */

const DATABASE = "greengrocer-line";
const PHOTOS = "photos";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(PHOTOS);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Does one thing with the photos, and resolves with its result when it is done for good. */
async function withPhotos(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(PHOTOS, mode);
      const request = work(transaction.objectStore(PHOTOS));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a photo under a key. */
export function keepPhoto(key, file) {
  return withPhotos("readwrite", (photos) => photos.put(file, key));
}

/** The photo under a key; undefined when there is none. */
export function keptPhoto(key) {
  return withPhotos("readonly", (photos) => photos.get(key));
}

/** Forgets a photo. */
export function forgetPhoto(key) {
  return withPhotos("readwrite", (photos) => photos.delete(key));
}
