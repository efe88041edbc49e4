package dev.greengrocer.web.doctor;

/** How bad a finding is, the mildest first. */
public enum Level {
  /** Nothing to do. */
  OK,
  /** The server runs, and something should be done soon. */
  WARNING,
  /** The server does not start, or it loses something. */
  ERROR
}
