/** Keeps the screen on while someone watches it: a tablet that goes to sleep takes its camera along. */

let wanted = false;
let lock = null;

async function ask() {
  if (wanted && lock === null && document.visibilityState === "visible") {
    try {
      lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      return; // The device saves power; it is asked again when the page is back.
    }
    lock?.addEventListener("release", () => {
      lock = null;
    });
  }
}

document.addEventListener("visibilitychange", ask);

/** From now on the screen stays on, where the browser can do that, or no longer. */
export function stayAwake(isWanted) {
  wanted = isWanted;
  if (wanted) {
    ask();
  } else {
    lock?.release();
  }
}
