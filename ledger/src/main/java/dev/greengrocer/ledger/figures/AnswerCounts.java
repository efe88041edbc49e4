package dev.greengrocer.ledger.figures;

import dev.greengrocer.model.EvaluationCounts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers, counted. Not thread-safe. */
public final class AnswerCounts {

  /** The number of confidence bins: tenths of the probability of the best label. */
  static final int BINS = EvaluationCounts.BINS;

  private final Map<LabelCell, Long> labels = new HashMap<>();
  private final Map<ConfidenceCell, Long> confidence = new HashMap<>();
  private final Map<LatencyCell, Long> latency = new HashMap<>();

  void add(LabelCell cell, long answers) {
    labels.merge(cell, answers, Long::sum);
  }

  void add(ConfidenceCell cell, long answers) {
    confidence.merge(cell, answers, Long::sum);
  }

  void add(LatencyCell cell, long answers) {
    latency.merge(cell, answers, Long::sum);
  }

  public Map<LabelCell, Long> labelCells() {
    return labels;
  }

  /** All answers. */
  public long answers() {
    return labels.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Answers by what they have in common. */
  public <K extends Comparable<K>> SortedMap<K, Long> by(Function<LabelCell, K> key) {
    return labels.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                cell -> key.apply(cell.getKey()),
                TreeMap::new,
                Collectors.summingLong(Map.Entry::getValue)));
  }

  /** The answers of one model, without their latency. */
  public AnswerCounts of(String model) {
    AnswerCounts tally = new AnswerCounts();
    labels.forEach(
        (cell, answers) -> {
          if (cell.model().equals(model)) {
            tally.add(cell, answers);
          }
        });
    confidence.forEach(
        (cell, answers) -> {
          if (cell.model().equals(model)) {
            tally.add(cell, answers);
          }
        });
    return tally;
  }

  /** Answers in each tenth of the probability of the best label. */
  public long[] confidence() {
    long[] bins = new long[BINS];
    confidence.forEach((cell, answers) -> bins[cell.bin()] += answers);
    return bins;
  }

  /**
   * The time within which a share of the answers came, right to 5 %; empty without answers.
   *
   * @param share in {@code (0, 1]}
   */
  public OptionalDouble latency(double share) {
    TreeMap<Double, Long> bins = new TreeMap<>();
    latency.forEach((cell, answers) -> bins.merge(cell.milliseconds(), answers, Long::sum));
    long all = bins.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(share * all);
    long seen = 0;
    for (Map.Entry<Double, Long> bin : bins.entrySet()) {
      seen += bin.getValue();
      if (seen >= wanted) {
        return OptionalDouble.of(bin.getKey());
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public String toString() {
    return "AnswerCounts["
        + answers()
        + " answers, confidence "
        + Arrays.toString(confidence())
        + "]";
  }

  /**
   * Answers that have these in common.
   *
   * @param day the shop's day
   * @param model the hash of the model's weights
   * @param label the most probable label
   * @param decision what the model decided
   */
  public record LabelCell(LocalDate day, String model, String label, String decision) {}

  /**
   * Answers that have these in common.
   *
   * @param bin the tenth in which the probability of the best label lies, 0 to 9
   */
  record ConfidenceCell(LocalDate day, String model, int bin) {}

  /**
   * Answers that have these in common.
   *
   * @param milliseconds the middle of their class of latency
   */
  record LatencyCell(LocalDate day, String model, double milliseconds) {}
}
