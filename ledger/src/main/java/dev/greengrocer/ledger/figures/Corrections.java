package dev.greengrocer.ledger.figures;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.figures.DailyFigures.Said;
import dev.greengrocer.statistics.Proportion;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * How the answers compare with what people said of them. People look harder at what seems wrong, so
 * these figures are rather too low than too high.
 *
 * @param accepted of the accepted answers that people spoke of, how many were right
 * @param first of all that were not rejected, how many had the right label first
 * @param confusions what was answered and what it was, the most frequent first
 */
public record Corrections(Proportion accepted, Proportion first, List<Confusion> confusions) {

  /** The label of a photo that shows none of the model's. */
  public static final String NOT_IN_LIST = "not in the list";

  private static final int SHOWN = 10;

  public Corrections {
    confusions = List.copyOf(confusions);
  }

  /** Adds up what people said. */
  public static Corrections of(List<Said> said) {
    Predicate<Said> right = Said::right;
    Predicate<Said> named = one -> !one.decision().equals(Decision.REJECT.id());
    Predicate<Said> accepted = one -> one.decision().equals(Decision.ACCEPT.id());
    return new Corrections(
        proportion(said, accepted, right),
        proportion(said, named, right),
        said.stream()
            .filter(named.and(right.negate()))
            .collect(
                java.util.stream.Collectors.groupingBy(
                    one ->
                        new Pair(
                            one.label(), one.trueLabel() == null ? NOT_IN_LIST : one.trueLabel()),
                    java.util.stream.Collectors.summingLong(Said::answers)))
            .entrySet()
            .stream()
            .map(
                pair ->
                    new Confusion(pair.getKey().answered(), pair.getKey().truth(), pair.getValue()))
            .sorted(
                Comparator.comparingLong(Confusion::answers)
                    .reversed()
                    .thenComparing(Confusion::answered)
                    .thenComparing(Confusion::truth))
            .limit(SHOWN)
            .toList());
  }

  private static Proportion proportion(
      List<Said> said, Predicate<Said> counted, Predicate<Said> right) {
    long trials = said.stream().filter(counted).mapToLong(Said::answers).sum();
    long hits = said.stream().filter(counted.and(right)).mapToLong(Said::answers).sum();
    return new Proportion(hits, trials);
  }

  /**
   * A mistake.
   *
   * @param answered what the model said
   * @param truth what people said
   * @param answers how often
   */
  record Confusion(String answered, String truth, long answers) {}

  private record Pair(String answered, String truth) {}
}
