package dev.greengrocer.lab.evaluation;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.statistics.Interval;
import dev.greengrocer.statistics.PairedDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Two models on the same photos: "this", whose evaluation it is, and "the other".
 *
 * <p>Each model sees the photos through its own preprocessing, and each is right when it gives a
 * photo the name that the data gives it, found among its own labels.
 *
 * @param pairs the answers of both to the photos whose class both know, in the order of this
 *     evaluation
 * @param notCompared photos of this evaluation whose class the other model does not know
 * @param strict over labels as they are
 * @param merged with each group of synonyms counted as one
 * @param latency of both, here and now: all else is the same whenever the same models meet the same
 *     photos
 */
public record Comparison(
    EvaluationResult thisResult,
    EvaluationResult otherResult,
    List<Pair> pairs,
    long notCompared,
    PairedDifference strict,
    PairedDifference merged,
    LatencyInTurn latency) {

  /** A model that loses at most this share of photos against another may replace it. */
  public static final double MARGIN = 0.01;

  /**
   * With fewer photos a loss beyond {@link #MARGIN} cannot be excluded even if the models never
   * disagree: by the rule of three, what was not seen in n photos may still happen in 3 / n of all
   * (Hanley and Lippman-Hand 1983).
   */
  public static final int FEWEST_PHOTOS = 300;

  /** Copies the pairs. */
  public Comparison {
    pairs = List.copyOf(pairs);
  }

  /**
   * Pairs the answers to the photos that are in both evaluations.
   *
   * @throws InvalidDatasetException if there are none
   */
  public static Comparison of(
      EvaluationResult thisResult, EvaluationResult otherResult, LatencyInTurn latency) {
    Map<String, Integer> places = new HashMap<>();
    for (EvaluatedPhoto photo : otherResult.photos().strict()) {
      places.put(photo.path(), places.size());
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < thisResult.photos().strict().size(); i++) {
      Integer place = places.get(thisResult.photos().strict().get(i).path());
      if (place != null) {
        pairs.add(
            new Pair(
                thisResult.photos().strict().get(i),
                otherResult.photos().strict().get(place),
                thisResult.photos().merged().get(i).correct(),
                otherResult.photos().merged().get(place).correct()));
      }
    }
    if (pairs.isEmpty()) {
      throw new InvalidDatasetException(
          "%s and %s know no class of %s in common; compare them on photos that both can name"
              .formatted(
                  thisResult.model().directory(),
                  otherResult.model().directory(),
                  thisResult.data().name()));
    }
    return new Comparison(
        thisResult,
        otherResult,
        pairs,
        thisResult.photos().strict().size() - pairs.size(),
        difference(pairs, Pair::thisCorrect, Pair::otherCorrect),
        difference(pairs, Pair::thisCorrectMerged, Pair::otherCorrectMerged),
        latency);
  }

  /** Names that the other model can give and this one cannot, in the other's order. */
  public List<String> onlyOtherKnows() {
    return missing(otherResult.model().labels(), thisResult.model().labels());
  }

  /** Names that this model can give and the other cannot, in this one's order. */
  public List<String> onlyThisKnows() {
    return missing(thisResult.model().labels(), otherResult.model().labels());
  }

  /**
   * Whether the photos can tell at all: not when models have learned from them, or from
   * near-duplicates of them.
   */
  public boolean fair() {
    EvaluationData data = thisResult.data();
    return data.leaks().groups() == 0 && !data.split().equals("train");
  }

  /** Whether this model may replace the other. */
  public boolean thisMayReplaceOther() {
    return fair() && onlyOtherKnows().isEmpty() && asGood(strict) && asGood(merged);
  }

  /** Whether the other model may replace this one. */
  public boolean otherMayReplaceThis() {
    return fair()
        && onlyThisKnows().isEmpty()
        && asGood(strict.reversed())
        && asGood(merged.reversed());
  }

  /**
   * About how many photos like these would settle, within {@link #MARGIN}, what these cannot: an
   * interval shrinks with the square root of the photos.
   */
  public long photosToSettle() {
    Interval interval = strict.difference().interval();
    double shrink = (interval.high() - interval.low()) / 2 / MARGIN;
    return Math.max(FEWEST_PHOTOS, (long) Math.ceil(pairs.size() * shrink * shrink));
  }

  /** The bytes of a model's network. */
  public static long bytes(EvaluationResult result) {
    Path file = result.model().modelFile();
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private static boolean asGood(PairedDifference difference) {
    boolean better = difference.significant() && difference.difference().value() > 0;
    return better
        || (difference.photos() >= FEWEST_PHOTOS
            && difference.difference().interval().low() >= -MARGIN);
  }

  private static List<String> missing(LabelSet from, LabelSet in) {
    return from.names().stream().filter(name -> in.find(name).isEmpty()).toList();
  }

  private static PairedDifference difference(
      List<Pair> pairs, Predicate<Pair> thisRight, Predicate<Pair> otherRight) {
    return PairedDifference.of(array(pairs, thisRight), array(pairs, otherRight));
  }

  private static boolean[] array(List<Pair> pairs, Predicate<Pair> right) {
    boolean[] values = new boolean[pairs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = right.test(pairs.get(i));
    }
    return values;
  }

  /**
   * What both models answered to one photo.
   *
   * @param thisPhoto under the labels of this model
   * @param otherPhoto under those of the other
   * @param thisCorrectMerged whether this model is right when synonyms count as one
   * @param otherCorrectMerged whether the other is
   */
  public record Pair(
      EvaluatedPhoto thisPhoto,
      EvaluatedPhoto otherPhoto,
      boolean thisCorrectMerged,
      boolean otherCorrectMerged) {

    /** Whether this model is right, strictly. */
    public boolean thisCorrect() {
      return thisPhoto.correct();
    }

    /** Whether the other model is right, strictly. */
    public boolean otherCorrect() {
      return otherPhoto.correct();
    }
  }
}
