/** A form that is being typed: what this browser keeps of it for one user, also over a reload. */

import { keep, kept } from "./kept.js";

/**
 * The draft of a user; another one who signs in here has a draft of their own.
 * @param what is typed, such as delivery
 */
export function draftOf(what, user) {
  const key = `greengrocer-${what} ${user}`;
  return {
    /** What was kept last, or null. */
    read() {
      try {
        return JSON.parse(kept(key));
      } catch {
        return null; // Not written by this page.
      }
    },
    /** Keeps a draft; null forgets it. A browser that keeps nothing still sends what is on the page. */
    write(draft) {
      keep(key, draft === null ? null : JSON.stringify(draft));
    },
    /** Tells of every change that another tab makes. */
    onOtherTab(listener) {
      window.addEventListener("storage", (event) => {
        if (event.key === key) {
          listener();
        }
      });
    },
  };
}
