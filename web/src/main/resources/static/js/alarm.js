/** An alarm that is heard and felt. A browser lets a page sound only after a first touch or key. */

import { keep, kept } from "./kept.js";

const SILENT = "line-silent";
const BEEPS = 3;
const BEEP_SECONDS = 0.2;
const PITCHES = [880, 660, 880];
const VOLUME = 0.3;
const VIBRATION = [200, 100, 200, 100, 200];

let context = null;

/** Whether the person wants no sound; the browser remembers it. */
export function isSilent() {
  return kept(SILENT) === "yes";
}

export function beSilent(wanted) {
  keep(SILENT, wanted ? "yes" : null);
}

/** Asks the browser for sound, at a touch or key; resolves when it has answered. */
export async function prepareSound() {
  context ??= new AudioContext();
  await context.resume();
}

/** Whether the browser would let an alarm be heard now. */
export function canSound() {
  return context?.state === "running";
}

/** Beeps, unless it is silent, and vibrates where a device can. */
export function ring() {
  if (navigator.userActivation?.hasBeenActive ?? true) {
    navigator.vibrate?.(VIBRATION);
  }
  if (isSilent() || !canSound()) {
    return;
  }
  for (let beep = 0; beep < BEEPS; beep++) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime + beep * BEEP_SECONDS * 1.5;
    tone.type = "square";
    tone.frequency.value = PITCHES[beep];
    volume.gain.value = VOLUME;
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + BEEP_SECONDS);
  }
}
