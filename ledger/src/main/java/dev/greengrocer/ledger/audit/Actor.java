package dev.greengrocer.ledger.audit;

/**
 * Who does something, as the audit log and the other tables name them. A value that is handed in:
 * controllers take it as a parameter, and what runs without a request says {@link #SERVER} or
 * {@link #COMMAND_LINE}.
 *
 * @param name a user's name, {@code key:NAME} for an API key, {@code demo}, {@code server} or
 *     {@code command-line}; 1 to {@value #LONGEST} characters
 */
public record Actor(String name) {

  /** The server itself: retention, a start, a scheduled job. */
  public static final Actor SERVER = new Actor("server");

  /** A person at the command line, who holds the data directory and has not signed in. */
  public static final Actor COMMAND_LINE = new Actor("command-line");

  private static final int LONGEST = 100;

  /** Checks the length. */
  public Actor {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "actor '%s': must have 1 to %d characters".formatted(name, LONGEST));
    }
  }
}
