package dev.greengrocer.ledger.database;

import dev.greengrocer.ClassScore;
import dev.greengrocer.files.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Labels with probabilities as they were in a column before version 17 of the database: a JSON
 * array of objects.
 */
public final class ScoreText {

  /** What such a text must be, in words. */
  public static final String EXPECTED = "must be a JSON array of labels with probabilities";

  private static final TypeReference<List<ClassScore>> SCORES = new TypeReference<>() {};

  private ScoreText() {}

  /**
   * The labels with probabilities of a text.
   *
   * @throws IllegalArgumentException if it holds something else
   */
  public static List<ClassScore> read(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("not text");
    }
    try {
      List<ClassScore> scores = Json.MAPPER.readValue(text, SCORES);
      if (scores != null && scores.stream().allMatch(ScoreText::isWhole)) {
        return scores;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a JSON array of labels with probabilities", e);
    }
    throw new IllegalArgumentException("a label or probability is missing");
  }

  // Jackson leaves null what a text leaves out. PostgreSQL keeps no text with a zero character.
  @SuppressWarnings("ConstantValue")
  private static boolean isWhole(@Nullable ClassScore score) {
    return score != null && score.label() != null && score.label().indexOf('\0') < 0;
  }
}
