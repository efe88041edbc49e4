package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Scores any number of photos in bounded memory: each of its threads decodes a few photos and runs
 * the network on them, without waiting for the others.
 *
 * <p>A photo that cannot be read becomes a result with its error and stops nothing. Thread-safe
 * when its classifier is.
 *
 * <pre>{@code
 * try (Classifier classifier = Models.open(bundle)) {
 *   BatchScorer scorer = new BatchScorer(classifier, new ImageDecoder());
 *   scorer.score(
 *       photos.iterator(),
 *       scored -> {
 *         if (scored instanceof ScoredPhoto.Answered answered) {
 *           System.out.println(scored.path() + ": " + answered.prediction().best());
 *         } else if (scored instanceof ScoredPhoto.Failed failed) {
 *           System.err.println(failed.error().getMessage());
 *         }
 *       });
 * }
 * }</pre>
 */
public final class BatchScorer {

  /** Photos in one run of the network, unless told otherwise. */
  public static final int BATCH_SIZE = 4;

  private final Preprocessing preprocessing;
  private final Function<ImageTensor, List<Scored>> network;
  private final ImageDecoder decoder;
  private final int batchSize;
  private final int threads;

  /** Scores with a thread a processor and batches of {@link #BATCH_SIZE}. */
  public BatchScorer(Classifier classifier, ImageDecoder decoder) {
    this(classifier, decoder, BATCH_SIZE, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Scores with given limits.
   *
   * @param classifier names the photos; it stays the caller's to close
   * @param decoder reads the photos
   * @param batchSize most photos in one run of the network, at least 1
   * @param threads that decode photos and run the network, at least 1
   */
  public BatchScorer(Classifier classifier, ImageDecoder decoder, int batchSize, int threads) {
    this(
        classifier.preprocessing(),
        images -> classifier.answer(images).stream().map(Scored::of).toList(),
        decoder,
        batchSize,
        threads);
  }

  private BatchScorer(
      Preprocessing preprocessing,
      Function<ImageTensor, List<Scored>> network,
      ImageDecoder decoder,
      int batchSize,
      int threads) {
    this.preprocessing = preprocessing;
    this.network = network;
    this.decoder = decoder;
    this.batchSize = batchSize;
    this.threads = threads;
  }

  /**
   * Scores, and tells in the same run of the network what each answer rests on.
   *
   * @throws dev.greengrocer.InvalidModelException if the network cannot tell
   */
  public static BatchScorer explaining(Classifier classifier, ImageDecoder decoder) {
    classifier.requireExplains();
    return new BatchScorer(
        classifier.preprocessing(),
        images -> classifier.explain(images).stream().map(Scored::of).toList(),
        decoder,
        BATCH_SIZE,
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Scores photos as they come. However it ends, its threads have ended before, so that the
   * classifier may be closed.
   *
   * @param photos asked for the next photo only when there is room for it
   * @param results given one result a photo, in the order of the photos, on the calling thread
   */
  public void score(Iterator<Path> photos, Consumer<ScoredPhoto> results) {
    new PhotoBatches(batchSize, threads).map(photos, this::score, results);
  }

  private List<ScoredPhoto> score(List<Path> photos) {
    List<Prepared> batch = photos.stream().map(this::prepare).toList();
    List<ImageTensor> tensors =
        batch.stream()
            .filter(Decoded.class::isInstance)
            .map(photo -> ((Decoded) photo).tensor)
            .toList();
    long start = System.nanoTime();
    Iterator<Scored> scores =
        (tensors.isEmpty() ? List.<Scored>of() : network.apply(ImageTensor.concat(tensors)))
            .iterator();
    long share = (System.nanoTime() - start) / Math.max(1, tensors.size());
    return batch.stream().map(photo -> photo.result(scores, share)).toList();
  }

  private Prepared prepare(Path photo) {
    long start = System.nanoTime();
    try {
      ImageTensor tensor = preprocessing.apply(decoder, photo);
      return new Decoded(photo, tensor, System.nanoTime() - start);
    } catch (GreengrocerException e) {
      return new Undecodable(new ScoredPhoto.Failed(photo, e));
    }
  }

  private record Scored(Answer answer, Optional<ClassActivations> activations) {

    static Scored of(Answer answer) {
      return new Scored(answer, Optional.empty());
    }

    static Scored of(Explained explained) {
      return new Scored(explained.answer(), Optional.of(explained.activations()));
    }
  }

  private sealed interface Prepared {

    /** What becomes of it, with the next of the scores if it has one. */
    ScoredPhoto result(Iterator<Scored> scores, long networkNanos);
  }

  private record Decoded(Path path, ImageTensor tensor, long nanoseconds) implements Prepared {

    @Override
    public ScoredPhoto result(Iterator<Scored> scores, long networkNanos) {
      Scored scored = scores.next();
      double milliseconds = (nanoseconds + networkNanos) / 1e6;
      return new ScoredPhoto.Answered(path, scored.answer, scored.activations, milliseconds);
    }
  }

  private record Undecodable(ScoredPhoto.Failed failed) implements Prepared {

    @Override
    public ScoredPhoto result(Iterator<Scored> scores, long networkNanos) {
      return failed;
    }
  }
}
