package dev.greengrocer.ledger.prediction;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person said a photo shows.
 *
 * @param kind how it compares with the answer
 * @param trueLabel the label, or null when the photo shows none of the model's
 * @param at when it was said
 * @param by who said it, or null without a sign-in
 */
public record Feedback(Kind kind, @Nullable String trueLabel, Instant at, @Nullable String by) {

  /** Checks that only what is in no list has no label. */
  public Feedback {
    if ((kind == Kind.NOT_IN_LIST) != (trueLabel == null)) {
      throw new IllegalArgumentException("feedback %s with label %s".formatted(kind, trueLabel));
    }
  }

  /**
   * What a person said of an answer.
   *
   * @param label the name of one of the model's labels, or null when the photo shows none of them
   */
  public static Feedback about(
      LoggedPrediction answer, @Nullable String label, Instant at, @Nullable String by) {
    Kind kind =
        label == null
            ? Kind.NOT_IN_LIST
            : label.equals(answer.best().label()) ? Kind.CONFIRMED : Kind.CORRECTED;
    return new Feedback(kind, label, at, by);
  }

  /** What was said, in words; null when nothing was. */
  public static @Nullable String words(@Nullable Feedback said) {
    if (said == null) {
      return null;
    }
    return said.trueLabel() == null ? "not in the list" : said.trueLabel();
  }

  /** How what a person said compares with the most probable label. */
  public enum Kind {
    /** The same. */
    CONFIRMED,
    /** Another one of the model's labels. */
    CORRECTED,
    /** None of the model's labels. */
    NOT_IN_LIST;

    /** The name in files and answers, such as {@code not-in-list}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Kind of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
