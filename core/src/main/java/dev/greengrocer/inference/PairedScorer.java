package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Scores any number of photos with two models in bounded memory. A photo is read once, and decoded
 * once unless the models want a JPEG at different fractions of its size; each model answers exactly
 * as it does alone. Thread-safe when its classifiers are.
 */
public final class PairedScorer {

  private final Classifier first;
  private final Classifier second;
  private final ImageDecoder decoder;
  private final List<Integer> shortSides;

  /** Borrows the classifiers; their owner closes them. */
  public PairedScorer(Classifier first, Classifier second, ImageDecoder decoder) {
    this.first = first;
    this.second = second;
    this.decoder = decoder;
    this.shortSides = List.of(first.preprocessing().resize(), second.preprocessing().resize());
  }

  /**
   * Scores photos as they come. However it ends, its threads have ended before, so that the
   * classifiers may be closed.
   *
   * @param photos asked for the next photo only when there is room for it
   * @param results given the answers to each photo, in the order of the photos, on the calling
   *     thread
   * @throws dev.greengrocer.GreengrocerException if a photo cannot be read or decoded
   */
  public void score(Iterator<Path> photos, Consumer<Pair> results) {
    new PhotoBatches(BatchScorer.BATCH_SIZE, Runtime.getRuntime().availableProcessors())
        .map(photos, this::score, results);
  }

  private List<Pair> score(List<Path> photos) {
    long start = System.nanoTime();
    List<ImageTensor> forFirst = new ArrayList<>(photos.size());
    List<ImageTensor> forSecond = new ArrayList<>(photos.size());
    for (Path photo : photos) {
      List<RgbImage> images = decoder.decode(photo, shortSides);
      forFirst.add(first.preprocessing().apply(images.get(0)));
      forSecond.add(second.preprocessing().apply(images.get(1)));
    }
    long decoded = System.nanoTime();
    List<Answer> firstAnswers = first.answer(ImageTensor.concat(forFirst));
    long firstDone = System.nanoTime();
    List<Answer> secondAnswers = second.answer(ImageTensor.concat(forSecond));
    long secondDone = System.nanoTime();
    Times share =
        new Times(
            milliseconds(start, decoded, photos),
            milliseconds(decoded, firstDone, photos),
            milliseconds(firstDone, secondDone, photos));
    return IntStream.range(0, photos.size())
        .mapToObj(i -> new Pair(photos.get(i), firstAnswers.get(i), secondAnswers.get(i), share))
        .toList();
  }

  private static double milliseconds(long from, long to, List<Path> photos) {
    return (to - from) / 1e6 / photos.size();
  }

  /**
   * What both models make of a photo.
   *
   * @param photo the file
   * @param first the first model's answer
   * @param second the second model's answer
   * @param times how long it took
   */
  public record Pair(Path photo, Answer first, Answer second, Times times) {}

  /**
   * A photo's share of the time of its batch, in milliseconds; waiting is not counted.
   *
   * @param prepare reading, decoding and preparing it for both models
   * @param first the run of the first model
   * @param second the run of the second model
   */
  public record Times(double prepare, double first, double second) {}
}
