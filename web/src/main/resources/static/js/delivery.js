/**
 * Goods in: each photo of a crate becomes a row whose name the model proposes; a person weighs it and ticks it
 * off. What is typed stays in this browser until the delivery is booked, also over a reload. Without JavaScript
 * rows are added by a button of the form.
 */
import { hasLiveCamera, openCamera } from "./camera.js";
import { draftOf } from "./draft.js";
import { element } from "./greengrocer.js";
import { message } from "./messages.js";
import { UploadQueue } from "./upload-queue.js";

const FIELDS = ["name", "amount", "unit", "lot", "cost", "prediction"];

const form = document.querySelector("[data-delivery]");
const booked = document.querySelector("[data-booked]")?.dataset;

if (booked) {
  const draft = draftOf("delivery", booked.user);
  if (draft.read()?.key === booked.booked) {
    draft.write(null);
  }
}

if (form) {
  goodsIn();
}

function goodsIn() {
  const place = form.querySelector("[data-crates]");
  const blank = document.querySelector("[data-blank]");
  const files = form.querySelector("[data-files]");
  const capture = form.querySelector("[data-capture]");
  const progress = form.querySelector("[data-progress]");
  const most = Number(form.dataset.most);
  const queue = new UploadQueue();
  const draft = draftOf("delivery", form.dataset.user);
  let looking = 0;
  /** The crates of the booking that was sent and not answered, or null. */
  let sent = null;
  /** Whether another tab has changed the draft: this one would undo that. */
  let outdated = false;

  const crates = () => [...place.querySelectorAll("[data-crate]")];
  const field = (crate, name) => crate.querySelector(`[name=${name}]`);
  /** A row with a photo is a crate, whether or not the photo could be read. */
  const isBlank = (crate) => !crate.dataset.photo && FIELDS.every((name) => field(crate, name).value.trim() === "");
  const unnamed = () => crates().find((crate) => crate.dataset.photo && field(crate, "name").value.trim() === "");

  // ---- Rows ------------------------------------------------------------------------------------

  /** Adds a row; an empty one is taken first. */
  function add() {
    const free = crates().find(isBlank);
    if (free) {
      return free;
    }
    if (crates().length >= most) {
      return null;
    }
    const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
    const made = blank.content.firstElementChild.cloneNode(true);
    for (const part of made.querySelectorAll("[id], [for], [value]")) {
      for (const attribute of ["id", "for", "value"]) {
        if (part.hasAttribute(attribute)) {
          part.setAttribute(attribute, part.getAttribute(attribute).replace("ROW", id));
        }
      }
    }
    place.append(made);
    return made;
  }

  const typed = (crate) => Object.fromEntries(FIELDS.map((name) => [name, field(crate, name).value]));

  function number() {
    const all = crates();
    all.forEach((crate, at) => crate.setAttribute("aria-label", message("delivery.crate", at + 1)));
    const filled = all.filter((crate) => !isBlank(crate));
    const ticked = filled.filter((crate) => crate.querySelector("[data-tick]").checked).length;
    if (outdated) {
      progress.textContent = message("delivery.changed-in-another-tab");
      return;
    }
    progress.textContent =
      (looking > 0 ? `${looking === 1 ? message("delivery.the-model-looks-at-1-photo") : message("delivery.the-model-looks-at-photos", looking)} ` : "") +
      (filled.length === 0 ? message("delivery.no-crate-yet") : message("delivery.of-ticked-off", ticked, filled.length));
  }

  function remove(crate) {
    crate.remove();
    if (crates().length === 0) {
      add();
    }
    changed();
  }

  function changed() {
    number();
    if (outdated) {
      return;
    }
    draft.write({
      key: field(form, "key").value,
      supplier: field(form, "supplier").value,
      document: field(form, "document").value,
      sent,
      crates: crates()
        .filter((crate) => !isBlank(crate))
        .map((crate) => ({
          ...typed(crate),
          ticked: crate.querySelector("[data-tick]").checked,
          photo: Boolean(crate.dataset.photo),
        })),
    });
  }

  // ---- What was typed before a reload ------------------------------------------------------------

  function restore() {
    if (!crates().every(isBlank)) {
      changed(); // The server's page brings what was typed; its answer is here.
      return;
    }
    const earlier = draft.read();
    if (earlier === null) {
      return;
    }
    sent = earlier.sent ?? null;
    field(form, "key").value = earlier.key;
    field(form, "supplier").value = earlier.supplier;
    field(form, "document").value = earlier.document;
    for (const kept of earlier.crates) {
      const crate = add();
      FIELDS.forEach((name) => {
        field(crate, name).value = kept[name];
      });
      crate.querySelector("[data-tick]").checked = kept.ticked;
      if (kept.prediction) {
        showPhoto(crate, `/api/v1/predictions/${kept.prediction}/thumbnail`);
      } else if (kept.photo) {
        crate.dataset.photo = "true"; // The picture is gone with the page; the crate is not.
        crate.querySelector("[data-looking]").textContent = message("delivery.type-its-name-or-remove-the");
      }
    }
  }

  /** Asks what came of a booking that was never answered; what is in the books is taken off the page. */
  async function settle() {
    const key = field(form, "key").value;
    let page;
    try {
      const response = await fetch(`/deliveries/new?key=${encodeURIComponent(key)}`, { headers: { Accept: "text/html" }, cache: "no-store" });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return; // Asked again by the next load, or answered by the booking.
    }
    const fresh = page.querySelector("[data-delivery] [name=key]");
    if (!fresh || field(form, "key").value !== key) {
      return;
    }
    const already = page.querySelector("[data-already]");
    if (already) {
      removeSent();
      field(form, "key").value = fresh.value;
      const left = crates().some((crate) => !isBlank(crate));
      already.querySelector("[data-left]").hidden = !left;
      form.before(document.adoptNode(already));
      if (!left) {
        field(form, "supplier").value = "";
        field(form, "document").value = "";
      }
    }
    sent = null;
    changed();
  }

  /** A crate that was changed since is another one, and stays. */
  function removeSent() {
    for (const one of sent) {
      const same = crates().find((crate) => FIELDS.every((name) => field(crate, name).value === one[name]));
      same?.remove();
    }
    crates().forEach((crate) => {
      crate.querySelector("[data-tick]").checked = false;
    });
    if (crates().length === 0) {
      add();
    }
  }

  draft.onOtherTab(() => {
    outdated = true;
    number();
  });

  // ---- Photos ------------------------------------------------------------------------------------

  function showPhoto(crate, address) {
    crate.dataset.photo = "true";
    let picture = crate.querySelector("img");
    if (!picture) {
      picture = element("img", { class: "thumbnail", alt: "", width: 56, height: 56 });
      crate.querySelector("label").before(picture);
    }
    picture.src = address;
  }

  function name(crate, label) {
    field(crate, "name").value = label;
    crate.querySelectorAll("[data-choices] button").forEach((tile) => {
      tile.setAttribute("aria-pressed", String(tile.value === label));
    });
    field(crate, "amount").focus();
    changed();
  }

  function offer(crate, labels) {
    const choices = crate.querySelector("[data-choices]");
    choices.replaceChildren(
      ...labels.map((label) =>
        element(
          "li",
          {},
          element(
            "button",
            { type: "button", class: "tile", value: label, "aria-pressed": "false", onclick: () => name(crate, label) },
            element("span", { class: "tile-name" }, label),
          ),
        ),
      ),
    );
    choices.hidden = labels.length === 0;
  }

  /** What one photo's row hears of its way. */
  function watcher(crate, file) {
    const says = crate.querySelector("[data-looking]");
    const say = (text) => {
      says.textContent = text;
    };
    const done = () => {
      looking--;
      crate.removeAttribute("aria-busy");
      changed();
    };
    return {
      progress: (share) => say(message("delivery.sending", Math.round(share * 100))),
      thinking: () => say(message("delivery.looking-at-it")),
      waiting: (seconds) => say(message("delivery.many-photos-are-waiting-trying-again", seconds)),
      signedOut: () => say(message("delivery.you-were-signed-out-sign-in")),
      answered(answer) {
        field(crate, "prediction").value = answer.id;
        const typed = field(crate, "name").value.trim() !== "";
        if (answer.decision === "accept") {
          say(message("delivery.sure"));
          if (!typed) {
            field(crate, "name").value = answer.predictions[0].label;
          }
        } else if (answer.decision === "shortlist") {
          say(message("delivery.one-of-these"));
          offer(crate, answer.shortlist.map(({ label }) => label));
        } else {
          say(message("delivery.cant-tell-type-its-name"));
        }
        done();
      },
      failed(failure) {
        say(`${failure.message} ${message("delivery.type-its-name-or-remove-the")}`);
        console.info(file.name, failure.message);
        done();
      },
    };
  }

  function photographed(file) {
    const crate = add();
    if (!crate) {
      progress.textContent = message("delivery.at-most-crates-at-once-book", most);
      return;
    }
    looking++;
    crate.setAttribute("aria-busy", "true");
    showPhoto(crate, URL.createObjectURL(file));
    queue.add(file, watcher(crate, file));
    number();
  }

  for (const input of [files, capture]) {
    input.addEventListener("change", () => {
      [...input.files].forEach(photographed);
      input.value = "";
    });
  }
  form.querySelector("[data-choose]").addEventListener("click", () => files.click());
  form.querySelector("[data-take]").addEventListener("click", async () => {
    if (!hasLiveCamera()) {
      capture.click();
      return;
    }
    try {
      await openCamera(document.querySelector("[data-camera]"), photographed);
    } catch {
      capture.click(); // No camera for pages, or not allowed: the device's own way remains.
    }
  });

  // ---- The form ------------------------------------------------------------------------------------

  form.querySelector("[data-more]").addEventListener("click", (event) => {
    event.preventDefault();
    const crate = add();
    if (crate) {
      field(crate, "name").focus();
    }
    number();
  });
  place.addEventListener("click", (event) => {
    const crate = event.target.closest("[data-remove]")?.closest("[data-crate]");
    if (crate) {
      remove(crate);
    }
  });
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    if (looking > 0) {
      event.preventDefault();
      progress.textContent = message("delivery.the-model-still-looks-at-a");
      return;
    }
    const crate = unnamed();
    if (crate) {
      event.preventDefault(); // The server sees the photo of no crate: it would book the delivery without it.
      progress.textContent = message("delivery.a-crate-has-no-name");
      field(crate, "name").focus();
      return;
    }
    sent = crates()
      .filter((one) => !isBlank(one))
      .map(typed);
    changed();
  });

  restore();
  number();
  if (sent) {
    settle();
  }
}
