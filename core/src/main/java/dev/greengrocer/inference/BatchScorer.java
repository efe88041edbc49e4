package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Scores any number of photos in bounded memory: threads of its own read and decode ahead while the
 * calling thread runs the network on the photos before.
 *
 * <p>A photo that cannot be read becomes a result with its error and stops nothing. Thread-safe
 * when its classifier is.
 */
public final class BatchScorer {

  /** Photos in one run of the network, unless told otherwise. */
  public static final int BATCH_SIZE = 16;

  // Enough to keep the decoders busy during a run of the network, and few enough that even 50
  // megapixel photos are no matter: only prepared tensors wait, half a megabyte each.
  private static final int BATCHES_AHEAD = 2;

  private final Preprocessing preprocessing;
  private final Function<ImageTensor, List<Scored>> network;
  private final ImageDecoder decoder;
  private final int batchSize;
  private final int decodingThreads;

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
   * @param decodingThreads threads that read and decode, at least 1
   */
  public BatchScorer(
      Classifier classifier, ImageDecoder decoder, int batchSize, int decodingThreads) {
    this(
        classifier.preprocessing(),
        images -> classifier.answer(images).stream().map(Scored::of).toList(),
        decoder,
        batchSize,
        decodingThreads);
  }

  private BatchScorer(
      Preprocessing preprocessing,
      Function<ImageTensor, List<Scored>> network,
      ImageDecoder decoder,
      int batchSize,
      int decodingThreads) {
    this.preprocessing = preprocessing;
    this.network = network;
    this.decoder = decoder;
    this.batchSize = batchSize;
    this.decodingThreads = decodingThreads;
  }

  /**
   * Scores, and tells in the same run of the network what each answer rests on.
   *
   * @throws dev.greengrocer.InvalidModelException if the network cannot tell
   */
  public static BatchScorer explaining(OnnxClassifier classifier, ImageDecoder decoder) {
    classifier.requireActivations();
    return new BatchScorer(
        classifier.preprocessing(),
        images -> classifier.explain(images).stream().map(Scored::of).toList(),
        decoder,
        BATCH_SIZE,
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Scores photos as they come.
   *
   * @param photos asked for the next photo only when there is room for it
   * @param results given one result a photo, in the order of the photos, on the calling thread
   */
  public void score(Iterator<Path> photos, Consumer<ScoredPhoto> results) {
    ExecutorService decoders = Executors.newFixedThreadPool(decodingThreads, BatchScorer::daemon);
    try {
      Queue<Future<Prepared>> ahead = new ArrayDeque<>();
      while (photos.hasNext() || !ahead.isEmpty()) {
        while (photos.hasNext() && ahead.size() < (1 + BATCHES_AHEAD) * batchSize) {
          Path photo = photos.next();
          ahead.add(decoders.submit(() -> prepare(photo)));
        }
        answer(nextBatch(ahead), results);
      }
    } finally {
      decoders.shutdownNow();
    }
  }

  private Prepared prepare(Path photo) {
    long start = System.nanoTime();
    try {
      ImageTensor tensor = preprocessing.apply(decoder.decode(photo, preprocessing.resize()));
      return new Decoded(photo, tensor, System.nanoTime() - start);
    } catch (GreengrocerException e) {
      return new Undecodable(new ScoredPhoto.Failed(photo, e));
    }
  }

  private List<Prepared> nextBatch(Queue<Future<Prepared>> ahead) {
    List<Prepared> batch = new ArrayList<>(batchSize);
    while (batch.size() < batchSize && !ahead.isEmpty()) {
      batch.add(join(ahead.remove()));
    }
    return batch;
  }

  private void answer(List<Prepared> batch, Consumer<ScoredPhoto> results) {
    List<ImageTensor> tensors =
        batch.stream()
            .filter(Decoded.class::isInstance)
            .map(photo -> ((Decoded) photo).tensor)
            .toList();
    long start = System.nanoTime();
    List<Scored> scores =
        tensors.isEmpty() ? List.of() : network.apply(ImageTensor.concat(tensors));
    long share = (System.nanoTime() - start) / Math.max(1, tensors.size());
    Iterator<Scored> next = scores.iterator();
    for (Prepared photo : batch) {
      if (photo instanceof Decoded decoded) {
        double milliseconds = (decoded.nanoseconds + share) / 1e6;
        Scored scored = next.next();
        results.accept(
            new ScoredPhoto.Answered(
                decoded.path, scored.answer, scored.activations, milliseconds));
      } else if (photo instanceof Undecodable undecodable) {
        results.accept(undecodable.result);
      }
    }
  }

  private static Prepared join(Future<Prepared> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("scoring was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a photo could not be prepared", e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "decoder");
    thread.setDaemon(true);
    return thread;
  }

  private record Scored(Answer answer, Optional<ClassActivations> activations) {

    static Scored of(Answer answer) {
      return new Scored(answer, Optional.empty());
    }

    static Scored of(Explained explained) {
      return new Scored(explained.answer(), Optional.of(explained.activations()));
    }
  }

  private sealed interface Prepared {}

  private record Decoded(Path path, ImageTensor tensor, long nanoseconds) implements Prepared {}

  private record Undecodable(ScoredPhoto.Failed result) implements Prepared {}
}
