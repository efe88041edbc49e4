package dev.greengrocer.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often photos of one class were answered with another: rows are actual, columns predicted.
 *
 * <p>Counts only; every ratio is derived from them. Immutable and thread-safe.
 *
 * <pre>{@code
 * List<String> labels = List.of("kiwi", "lime", "lemon");
 * int[] actual = {0, 0, 1, 2, 2};
 * int[] predicted = {0, 1, 1, 2, 2};
 * ConfusionMatrix confusion = ConfusionMatrix.of(labels, actual, predicted);
 *
 * System.out.println(confusion.accuracy().value()); // 4 of 5
 * confusion.accuracy().interval().ifPresent(System.out::println); // 95 %, by Wilson
 * confusion.mostConfused(3).forEach(System.out::println); // kiwi was called lime once
 * }</pre>
 */
public final class ConfusionMatrix {

  private final List<String> labels;
  private final long[][] counts;

  private ConfusionMatrix(List<String> labels, long[][] counts) {
    this.labels = labels;
    this.counts = counts;
  }

  /**
   * Counts pairs of class indexes.
   *
   * @param labels the names in class-index order
   * @param actual what each photo shows
   * @param predicted what each photo was taken for, in the same order
   */
  public static ConfusionMatrix of(List<String> labels, int[] actual, int[] predicted) {
    if (actual.length != predicted.length) {
      throw new IllegalArgumentException(
          "%d actual and %d predicted classes".formatted(actual.length, predicted.length));
    }
    long[][] counts = new long[labels.size()][labels.size()];
    for (int i = 0; i < actual.length; i++) {
      counts[actual[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(List.copyOf(labels), counts);
  }

  /**
   * The matrix of counts that were recorded.
   *
   * @param labels the names in class-index order
   * @param counts one row per label, one column per label
   */
  public static ConfusionMatrix of(List<String> labels, List<List<Long>> counts) {
    if (labels.size() != counts.size()) {
      throw new IllegalArgumentException(
          "%d labels but counts of %d classes".formatted(labels.size(), counts.size()));
    }
    long[][] cells =
        counts.stream()
            .map(row -> row.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    return new ConfusionMatrix(List.copyOf(labels), cells);
  }

  /** The names in class-index order. */
  public List<String> labels() {
    return labels;
  }

  /** How many photos of one class were answered with another, or with itself. */
  public long count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  /** How many photos show a class: the sum of its row. */
  public long support(int actual) {
    return LongStream.of(counts[actual]).sum();
  }

  /** How many photos were answered with a class: the sum of its column. */
  public long predicted(int predicted) {
    return IntStream.range(0, counts.length).mapToLong(row -> counts[row][predicted]).sum();
  }

  /** All photos, with those answered rightly among them: top-1 accuracy. */
  public Proportion accuracy() {
    IntStream rows = IntStream.range(0, counts.length);
    long correct = rows.mapToLong(row -> counts[row][row]).sum();
    long all = IntStream.range(0, counts.length).mapToLong(this::support).sum();
    return new Proportion(correct, all);
  }

  /** The metrics of each class, in class-index order; classes without photos included. */
  public List<ClassMetrics> classes() {
    return IntStream.range(0, counts.length)
        .mapToObj(i -> new ClassMetrics(labels.get(i), counts[i][i], support(i), predicted(i)))
        .toList();
  }

  /**
   * The pairs of different classes that were confused, the most frequent first.
   *
   * @param limit how many to give at most
   */
  public List<ConfusedPair> mostConfused(int limit) {
    return IntStream.range(0, counts.length)
        .boxed()
        .flatMap(
            actual ->
                IntStream.range(0, counts.length)
                    .filter(predicted -> predicted != actual && counts[actual][predicted] > 0)
                    .mapToObj(predicted -> pair(actual, predicted)))
        .sorted(Comparator.comparingLong(ConfusedPair::count).reversed())
        .limit(limit)
        .toList();
  }

  private ConfusedPair pair(int actual, int predicted) {
    return new ConfusedPair(
        labels.get(actual), labels.get(predicted), counts[actual][predicted], support(actual));
  }
}
