package dev.greengrocer.web.doctor;

/**
 * Looks at one thing that a server needs. It changes nothing, may run beside a server, and throws
 * the exceptions of this program where it cannot look: {@link Doctor} makes findings of them.
 */
interface Check {

  /** What it looks at, in a word. */
  String subject();

  /** How that is. */
  Finding look();
}
