package dev.greengrocer.benchmarks.comparison;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says what is wrong with the answer of a round, if anything is. */
public interface AnswerCheck {

  /**
   * Looks at one answer.
   *
   * @return what is wrong with it; empty if it is right
   */
  Optional<String> fault(String answer);

  /**
   * Expects certain words, a comma between two.
   *
   * @param agreement least share of them that must be as expected, up to 1
   */
  static AnswerCheck expecting(List<String> words, double agreement) {
    return answer -> {
      List<String> given = List.of(answer.split(",", -1));
      long same =
          given.size() == words.size()
              ? IntStream.range(0, words.size())
                  .filter(i -> Objects.equals(given.get(i), words.get(i)))
                  .count()
              : 0;
      return same >= agreement * words.size()
          ? Optional.empty()
          : Optional.of(
              "%d of %d answers are right (%s instead of %s)"
                  .formatted(same, words.size(), brief(answer), brief(String.join(",", words))));
    };
  }

  private static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
