/**
 * The checkout: a changed weight, tare, number or price is sent at once and the basket shows the new
 * total, without a page in between; a sale is sent once, however often its button is pressed; a receipt
 * prints. Without JavaScript every form works by its own button.
 */
import { showBasketCount } from "./greengrocer.js";

let basket = document.querySelector("[data-basket]");

/** Shows the basket that a page of the server holds, with the focus where it was. */
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector("[data-basket]");
  if (!fresh) {
    // The session has ended: the page says what to do.
    location.reload();
    return;
  }
  const focused = document.activeElement?.id;
  basket.replaceWith(fresh);
  basket = fresh;
  showMessages(page.querySelector(".messages"));
  showBasketCount(Number(basket.dataset.count));
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

function showMessages(fresh) {
  document.querySelector(".messages")?.remove();
  if (fresh) {
    document.querySelector("main").before(fresh);
  }
}

async function send(form) {
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  show(await response.text());
}

if (basket) {
  showBasketCount(Number(basket.dataset.count));

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-measure]");
    if (form) {
      send(form).catch(() => form.submit());
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-measure]")) {
      event.preventDefault();
      send(form).catch(() => form.submit());
    } else if (form.matches("[data-sale]")) {
      if (form.dataset.sent) {
        event.preventDefault();
      }
      form.dataset.sent = "yes";
    }
  });

  // Back from the receipt, from the browser's memory: the basket may be sold.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}

document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
