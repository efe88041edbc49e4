package dev.greengrocer.model;

import dev.greengrocer.Decision;
import dev.greengrocer.InvalidModelException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation counted on one set of photos: enough to draw its confusion matrix, and to tell
 * later whether answers given elsewhere look like those given here. Immutable.
 *
 * @param data the data set as people call it
 * @param dataHash its content hash
 * @param split the part of it that was shown, such as {@code test}
 * @param confusion {@code [K][K]} photos: rows are the classes that they show, columns the most
 *     probable labels, both in class-index order
 * @param confidence photos by the probability of the most probable label, in {@value #BINS} bins of
 *     equal width; bin {@code m} holds {@code [m / BINS, (m + 1) / BINS)}, the last one 1 as well
 * @param decisions photos by what was decided; a decision that never occurred may be left out
 */
public record EvaluationCounts(
    String data,
    String dataHash,
    String split,
    List<List<Long>> confusion,
    List<Long> confidence,
    Map<Decision, Long> decisions) {

  /** The number of bins of confidence: tenths. */
  public static final int BINS = 10;

  private static final String TEST = "test";

  /** Copies the counts and checks that they count the same photos. */
  public EvaluationCounts {
    confusion = confusion.stream().map(List::copyOf).toList();
    confidence = List.copyOf(confidence);
    EnumMap<Decision, Long> decided = new EnumMap<>(Decision.class);
    decided.putAll(decisions);
    decisions = Collections.unmodifiableMap(decided);
    int classes = confusion.size();
    if (confusion.stream().anyMatch(row -> row.size() != classes)) {
      throw new InvalidModelException(
          "%s, %s: the confusion counts are not square".formatted(data, split));
    }
    if (confidence.size() != BINS) {
      throw new InvalidModelException(
          "%s, %s: %d bins of confidence instead of %d"
              .formatted(data, split, confidence.size(), BINS));
    }
    long photos = confusion.stream().mapToLong(EvaluationCounts::sum).sum();
    if (sum(confidence) != photos || sum(decisions.values()) != photos) {
      throw new InvalidModelException(
          "%s, %s: %d photos in the confusion counts, %d by confidence and %d by decision"
              .formatted(data, split, photos, sum(confidence), sum(decisions.values())));
    }
  }

  /** In which of the {@value #BINS} bins a probability is counted. */
  public static int bin(double probability) {
    return Math.min(BINS - 1, (int) Math.floor(probability * BINS));
  }

  /** Whether the photos are those on which quality is reported and nothing was ever chosen. */
  public boolean ofTestPhotos() {
    return split.equals(TEST);
  }

  /** The number of classes. */
  public int classes() {
    return confusion.size();
  }

  /** The number of photos. */
  public long photos() {
    return sum(confidence);
  }

  /** How many photos had a class as their most probable label. */
  public long predicted(int label) {
    return confusion.stream().mapToLong(row -> row.get(label)).sum();
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new InvalidModelException("a count of evaluated photos is " + count);
      }
      sum += count;
    }
    return sum;
  }
}
