package dev.greengrocer.web.history;

import dev.greengrocer.ClassScore;
import java.util.List;
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

  static List<ClassScore> read(String text) {
    return JSON.readValue(text, SCORES);
  }
}
