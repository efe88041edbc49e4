package dev.greengrocer.web.doctor;

import java.util.Locale;

/**
 * What a check has found.
 *
 * @param subject what was looked at, in a word, such as {@code database}
 * @param level how bad it is
 * @param sentence what is so, with the place and the value
 * @param remedy what to do; empty when there is nothing to do
 */
public record Finding(String subject, Level level, String sentence, String remedy) {

  /** How messages of this program divide what is wrong from what to do. */
  private static final String DIVISION = "; ";

  public Finding {
    if ((level == Level.OK) != remedy.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: a finding at level %s with the remedy '%s'".formatted(subject, level, remedy));
    }
  }

  static Finding ok(String subject, String sentence) {
    return new Finding(subject, Level.OK, sentence, "");
  }

  static Finding warning(String subject, String sentence, String remedy) {
    return new Finding(subject, Level.WARNING, sentence, remedy);
  }

  static Finding error(String subject, String sentence, String remedy) {
    return new Finding(subject, Level.ERROR, sentence, remedy);
  }

  /** A message of this program, which says what is wrong and, after a semicolon, what to do. */
  static Finding told(String subject, Level level, Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    int division = message.indexOf(DIVISION);
    return division < 0
        ? new Finding(subject, level, message, "look into the server's log for the cause")
        : new Finding(
            subject,
            level,
            message.substring(0, division),
            message.substring(division + DIVISION.length()));
  }

  /** The level as programs read it: {@code ok}, {@code warning} or {@code error}. */
  String levelName() {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
