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
public final class Tally {

  /** The number of confidence bins: tenths of the probability of the best label. */
  static final int BINS = EvaluationCounts.BINS;

  /** Bins of latency a doubling: two neighbours differ by 9 %. */
  private static final int BINS_A_DOUBLING = 8;

  private final Map<LabelCell, Long> labels = new HashMap<>();
  private final Map<ConfidenceCell, Long> confidence = new HashMap<>();
  private final Map<LatencyCell, Long> latency = new HashMap<>();

  /** Counts one answer. */
  void add(
      int day,
      String model,
      String label,
      String decision,
      double probability,
      double milliseconds) {
    add(new LabelCell(day, model, label, decision), 1);
    add(new ConfidenceCell(day, model, EvaluationCounts.bin(probability)), 1);
    add(new LatencyCell(day, latencyBin(milliseconds)), 1);
  }

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

  Map<ConfidenceCell, Long> confidenceCells() {
    return confidence;
  }

  Map<LatencyCell, Long> latencyCells() {
    return latency;
  }

  boolean isEmpty() {
    return labels.isEmpty();
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
  public Tally of(String model) {
    Tally tally = new Tally();
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
    TreeMap<Integer, Long> bins = new TreeMap<>();
    latency.forEach((cell, answers) -> bins.merge(cell.bin(), answers, Long::sum));
    long all = bins.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(share * all);
    long seen = 0;
    for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
      seen += bin.getValue();
      if (seen >= wanted) {
        return OptionalDouble.of(Math.pow(2, (bin.getKey() + 0.5) / BINS_A_DOUBLING));
      }
    }
    return OptionalDouble.empty();
  }

  private static int latencyBin(double milliseconds) {
    double least = Math.max(milliseconds, 0.01);
    return (int) Math.floor(Math.log(least) / Math.log(2) * BINS_A_DOUBLING);
  }

  /** A day as the tables count it. */
  public static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  @Override
  public String toString() {
    return "Tally[" + answers() + " answers, confidence " + Arrays.toString(confidence()) + "]";
  }

  public record LabelCell(int day, String model, String label, String decision) {}

  record ConfidenceCell(int day, String model, int bin) {}

  record LatencyCell(int day, int bin) {}
}
