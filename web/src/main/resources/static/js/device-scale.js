/**
 * A scale on a serial port of this device (Web Serial, in Chromium over HTTPS or on this machine): its weights
 * go the way of every scale, to the server, which fills the line that waits; js/checkout.js shows it.
 */
import { callApi } from "./greengrocer.js";
import { reader, ScaleJudge, unescaped } from "./scale-protocol.js";

const KEPT = "device-scale";
const AGAIN = 500;

const place = document.querySelector("[data-device-scale]");
const till = document.querySelector("[data-basket]")?.dataset.till ?? "";
let port = null;
let lastSent = 0;

function say(words, isFault = false) {
  const line = place.querySelector("[data-device-scale-says]");
  line.textContent = words;
  line.classList.toggle("error", isFault);
}

function kilograms(weight) {
  return `${(weight / 1000).toFixed(3)} kg`;
}

/** Sends a weight; whether a line was waiting for it. */
async function fill(weight) {
  try {
    const { name } = await callApi("PUT", `/api/v1/baskets/${encodeURIComponent(till)}/weight`, {
      weight: String(weight),
      unit: "g",
    });
    say(`${kilograms(weight)}: ${name}`);
    return true;
  } catch (failure) {
    if (failure.status === 409) {
      say(`${kilograms(weight)} on the scale. No line waits for a weight.`);
    } else {
      say(`${kilograms(weight)} on the scale, but not filled in: ${failure.message}`, true);
    }
    return false;
  }
}

/** Asks a scale that does not send by itself. */
function ask({ request, everyMilliseconds }) {
  if (request === undefined) {
    return null;
  }
  const bytes = new TextEncoder().encode(unescaped(request));
  return setInterval(async () => {
    const writer = port?.writable?.locked === false ? port.writable.getWriter() : null;
    await writer?.write(bytes).catch(() => {}); // The reader says it when the port is gone.
    writer?.releaseLock();
  }, everyMilliseconds);
}

async function listen(protocol) {
  const read = reader(protocol);
  const judge = new ScaleJudge(protocol.repeats);
  const asking = ask(protocol);
  const decoder = new TextDecoder("latin1");
  const input = port.readable.getReader();
  let text = "";
  try {
    for (let part = await input.read(); !part.done; part = await input.read()) {
      text += decoder.decode(part.value, { stream: true });
      const lines = text.split(/[\r\n\u0002\u0003]+/);
      text = lines.pop().slice(-200);
      for (const line of lines) {
        const said = read(line);
        const weight = said && judge.judge(said);
        if (weight && Date.now() - lastSent >= AGAIN) {
          lastSent = Date.now();
          if (await fill(weight)) {
            judge.use();
          }
        }
      }
    }
  } finally {
    clearInterval(asking);
    input.releaseLock();
  }
}

async function open(chosen, protocol) {
  port = chosen;
  try {
    await port.open({
      baudRate: protocol.baud,
      dataBits: protocol.bits,
      stopBits: protocol.stop,
      parity: protocol.parity,
    });
    say("The scale is connected.");
    await listen(protocol);
    say("The scale has ended. Connect it again.", true);
  } catch (failure) {
    say(`The scale is not connected: ${failure.message} Connect it again.`, true);
  } finally {
    await port.close().catch(() => {});
    port = null;
  }
}

function keep(name) {
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    // It is chosen again next time.
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

async function begin() {
  const { items } = await callApi("GET", "/api/v1/scales/protocols");
  const choice = place.querySelector("select");
  choice.replaceChildren(...items.map(({ name }) => new Option(name, name, false, name === kept())));
  const protocol = () => items.find(({ name }) => name === choice.value);
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    if (port) {
      return;
    }
    try {
      const chosen = await navigator.serial.requestPort();
      keep(choice.value);
      await open(chosen, protocol());
    } catch (failure) {
      if (failure.name !== "NotFoundError") { // Nothing was chosen.
        say(`No scale: ${failure.message}`, true);
      }
    }
  });
  const [known] = kept() === null ? [] : await navigator.serial.getPorts();
  if (known && !port) {
    await open(known, protocol());
  }
}

if (place && till !== "" && "serial" in navigator) {
  begin().catch((failure) => say(failure.message, true));
}
