/**
 * A scale at the computer of the till, where the browser can speak to serial ports: its weights go to the server as those of any
 * other scale, for the basket of this till, and the page shows them as it shows those.
 */
import { callApi, element } from "./greengrocer.js";
import { keep, kept } from "./kept.js";
import { message } from "./messages.js";
import { Lines, lineReader, ScaleJudge } from "./scale-protocol.js";

const PROTOCOL = "scale-protocol";
const SILENCE = 5000;
const BETWEEN_FILLS = 300;

const place = document.querySelector("[data-serial-scale]");
const till = document.querySelector("[data-basket]")?.dataset.till;
const says = place?.querySelector("[data-scale-says]");
const select = place?.querySelector("select");
const connect = place?.querySelector("[data-connect]");
const disconnect = place?.querySelector("[data-disconnect]");

let protocols = [];
let connection = null; // { port, ends } while a scale is connected

function say(words) {
  if (says.textContent !== words) {
    says.textContent = words;
  }
}

function showConnected(isConnected) {
  connect.hidden = isConnected;
  disconnect.hidden = !isConnected;
  select.disabled = isConnected;
}

/** Whether a line of the basket waits for a weight. */
function isAwaited() {
  return [...document.querySelectorAll("[data-measure] input[name=weight]")].some((input) => !input.dataset.saved);
}

/** Sends goods' weights, one at a time, each once however often it has to be sent. */
class Filler {
  #judge;
  #key = null; // of the weight that is being filled in
  #grams = 0;
  #next = 0;
  #isSending = false;

  constructor(judge) {
    this.#judge = judge;
  }

  async take(reading) {
    const grams = this.#judge.judge(reading);
    const now = performance.now();
    if (grams === null || this.#isSending || now < this.#next || !isAwaited()) {
      return;
    }
    if (grams !== this.#grams || this.#key === null) {
      this.#grams = grams;
      this.#key = crypto.randomUUID();
    }
    this.#isSending = true;
    this.#next = now + BETWEEN_FILLS;
    try {
      await callApi("PUT", `/api/v1/baskets/${encodeURIComponent(till)}/weight`, { weight: grams, unit: "g" }, { "Idempotency-Key": this.#key });
      this.#judge.use();
      this.#key = null;
    } catch (failure) {
      if (failure.status !== 409) { // No line waits any more: the goods stay for the next one.
        say(failure.message);
      }
    } finally {
      this.#isSending = false;
    }
  }
}

/** Asks the scale for its weight until the connection ends. */
async function askAgainAndAgain({ request, everyMillis }, port, ends) {
  if (!request) {
    return;
  }
  const bytes = new TextEncoder().encode(request.replaceAll("\\r", "\r").replaceAll("\\n", "\n"));
  const writer = port.writable.getWriter();
  try {
    while (!ends.signal.aborted) {
      await writer.write(bytes);
      await new Promise((resolve) => setTimeout(resolve, everyMillis));
    }
  } finally {
    ends.abort();
    writer.releaseLock();
  }
}

async function readOn(protocol, port, ends) {
  const read = lineReader(protocol);
  const lines = new Lines();
  const filler = new Filler(new ScaleJudge(protocol.repeats));
  const reader = port.readable.getReader();
  ends.signal.addEventListener("abort", () => reader.cancel().catch(() => {}));
  let silence;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => say(message("serial-scale.it-sends-no-weights", protocol.name)), SILENCE);
  };
  listen();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      for (const reading of lines.take(value).map(read).filter((reading) => reading !== null)) {
        listen();
        say(message("serial-scale.shows", (reading.grams / 1000).toFixed(3)));
        filler.take(reading);
      }
    }
  } finally {
    clearTimeout(silence);
    ends.abort();
    reader.releaseLock();
  }
}

async function use(port, protocol) {
  const ends = new AbortController();
  try {
    lineReader(protocol); // One that the browser does not understand opens no port.
    const { baud, bits, stop, parity } = protocol.line;
    await port.open({ baudRate: baud, dataBits: bits, stopBits: stop, parity });
  } catch (failure) {
    say(message("serial-scale.cannot-be-opened", failure.message));
    return;
  }
  connection = { port, ends };
  keep(PROTOCOL, protocol.name);
  showConnected(true);
  say(message("serial-scale.connected"));
  const both = await Promise.allSettled([readOn(protocol, port, ends), askAgainAndAgain(protocol, port, ends)]);
  const fault = both.find(({ status }) => status === "rejected")?.reason;
  connection = null;
  await port.close().catch(() => {});
  showConnected(false);
  say(fault ? message("serial-scale.connection-was-lost", fault.message) : message("serial-scale.not-connected"));
}

function chosen() {
  return protocols.find(({ name }) => name === select.value);
}

async function begin() {
  try {
    protocols = (await callApi("GET", "/api/v1/scales/protocols")).items;
  } catch {
    return; // Weights can be typed.
  }
  select.replaceChildren(...protocols.map(({ name }) => element("option", { value: name, selected: name === kept(PROTOCOL) }, name)));
  place.hidden = false;
  const [port] = await navigator.serial.getPorts();
  if (port && kept(PROTOCOL) === select.value) {
    await use(port, chosen());
  }
}

if (place && till && navigator.serial) {
  connect.addEventListener("click", async () => {
    let port;
    try {
      port = await navigator.serial.requestPort();
    } catch {
      return; // The person has chosen none.
    }
    await use(port, chosen());
  });

  disconnect.addEventListener("click", () => {
    keep(PROTOCOL, null);
    connection?.ends.abort();
  });

  begin();
}
