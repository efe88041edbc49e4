package dev.greengrocer.ledger.prediction;

import dev.greengrocer.ClassScore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Labels with probabilities as they stand in a column: a JSON array of objects. */
final class ScoreText {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<ClassScore>> SCORES = new TypeReference<>() {};

  private ScoreText() {}

  static String of(List<ClassScore> scores) {
    return JSON.writeValueAsString(scores);
  }

  /**
   * The labels with probabilities of a column.
   *
   * @throws IllegalArgumentException if it holds something else
   */
  static List<ClassScore> read(String text) {
    try {
      List<ClassScore> scores = JSON.readValue(text, SCORES);
      if (scores != null && scores.stream().allMatch(ScoreText::isWhole)) {
        return scores;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a JSON array of labels with probabilities", e);
    }
    throw new IllegalArgumentException("a label or probability is missing");
  }

  // Jackson leaves null what a text leaves out.
  @SuppressWarnings("ConstantValue")
  private static boolean isWhole(@Nullable ClassScore score) {
    return score != null && Objects.nonNull(score.label());
  }
}
