/**
 * Makes a part of the page like the server's fresh one, in place: elements that are in both stay, with their
 * focus, caret and whatever was typed. The texts of fields are never touched; js/typed.js decides on those.
 */

const FIELDS = "input:not([type=hidden]), select, textarea";

/** What tells two siblings apart; elements without it are matched by kind, in order. */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return null;
  }
  return node.dataset.line ?? (node.id || node.getAttribute("name") || node.getAttribute("action")) ?? null;
}

function kind(node) {
  return node.nodeType === Node.ELEMENT_NODE ? `${node.nodeName} ${node.className} ${key(node) ?? ""}` : node.nodeName;
}

/** Elements that a script of the page keeps, and faults beside fields, which js/checkout.js shows and hides. */
function isOwn(node) {
  return node.nodeType === Node.ELEMENT_NODE && (node.hasAttribute("data-own") || node.id.endsWith("-fault"));
}

function attributes(old, fresh) {
  const isField = old.matches(FIELDS);
  const isDisclosure = old.matches("details");
  for (const { name } of [...old.attributes]) {
    // Whether a disclosure is open is the person's.
    if (!fresh.hasAttribute(name) && !isKept(name, isField) && !(isDisclosure && name === "open")) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of fresh.attributes) {
    if (!isKept(name, isField) && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
}

function isKept(name, isField) {
  return isField && (name === "value" || name === "aria-invalid" || name === "aria-describedby");
}

/** Makes an element like a fresh one of the same kind. */
export function patch(old, fresh) {
  attributes(old, fresh);
  if (old.matches("input[type=hidden]")) {
    old.value = fresh.value;
  }
  if (old.matches("select") && (old === document.activeElement || old.value !== "")) {
    return;
  }
  const left = [...old.childNodes].filter((node) => !isOwn(node));
  let place = old.firstChild;
  const skipOwn = () => {
    while (place && isOwn(place)) {
      place = place.nextSibling;
    }
  };
  for (const wanted of [...fresh.childNodes]) {
    skipOwn();
    if (isOwn(wanted)) {
      continue;
    }
    const found = left.findIndex((node) => kind(node) === kind(wanted));
    if (found < 0) {
      const made = document.importNode(wanted, true);
      old.insertBefore(made, place);
      continue;
    }
    const [same] = left.splice(found, 1);
    if (same !== place) {
      // What lies between is gone from the page; what has the focus is never moved.
      let between = place;
      while (between && between !== same) {
        const next = between.nextSibling;
        const index = left.indexOf(between);
        if (index >= 0 && !has(fresh, between)) {
          left.splice(index, 1);
          between.remove();
        }
        between = next;
      }
      if (place !== same && place?.parentNode === old && !same.contains(document.activeElement)) {
        old.insertBefore(same, place);
      }
    }
    place = same.nextSibling;
    if (same.nodeType === Node.ELEMENT_NODE) {
      patch(same, wanted);
    } else if (same.nodeValue !== wanted.nodeValue) {
      same.nodeValue = wanted.nodeValue;
    }
  }
  left.forEach((node) => node.remove());
}

function has(parent, node) {
  return [...parent.childNodes].some((other) => kind(other) === kind(node));
}
