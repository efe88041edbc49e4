package dev.greengrocer.spark;

import dev.greengrocer.Answer;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.inference.BatchScorer;
import dev.greengrocer.inference.Classifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of photos, in their order. Other threads fetch the next photos while this one decodes
 * and runs the network, in batches as {@link BatchScorer} does. Not thread-safe.
 */
final class ScoredPhotos implements Iterator<Row> {

  /** Photos that are fetched or wait, so many bytes at most in memory. */
  private static final int AHEAD = 2 * BatchScorer.BATCH_SIZE;

  private final Iterator<String> photos;
  private final PhotoReader reader;
  private final WorkerPool readers;
  private final Classifier classifier;
  private final ScoredRow rows;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Queue<Fetched> ahead = new ArrayDeque<>();
  private final Queue<Row> ready = new ArrayDeque<>();

  ScoredPhotos(
      Iterator<String> photos,
      PhotoReader reader,
      WorkerPool readers,
      Classifier classifier,
      ScoredRow rows) {
    this.photos = photos;
    this.reader = reader;
    this.readers = readers;
    this.classifier = classifier;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty()) {
      fetch();
      score();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void fetch() {
    while (ahead.size() < AHEAD && photos.hasNext()) {
      String photo = photos.next();
      ahead.add(new Fetched(photo, readers.submit(() -> reader.read(photo))));
    }
  }

  private void score() {
    List<Prepared> batch = new ArrayList<>(BatchScorer.BATCH_SIZE);
    while (batch.size() < BatchScorer.BATCH_SIZE && !ahead.isEmpty()) {
      batch.add(prepare(ahead.remove()));
      fetch();
    }
    List<ImageTensor> tensors =
        batch.stream().flatMap(photo -> Stream.ofNullable(photo.tensor())).toList();
    long start = System.nanoTime();
    Iterator<Answer> answers =
        (tensors.isEmpty() ? List.<Answer>of() : classifier.answer(ImageTensor.concat(tensors)))
            .iterator();
    long share = (System.nanoTime() - start) / Math.max(1, tensors.size());
    for (Prepared photo : batch) {
      ready.add(
          photo.error() != null
              ? rows.failed(photo.photo(), photo.error())
              : rows.answered(photo.photo(), answers.next(), (photo.nanoseconds() + share) / 1e6));
    }
  }

  private Prepared prepare(Fetched fetched) {
    try {
      byte[] contents = WorkerPool.await(fetched.contents());
      long start = System.nanoTime();
      ImageTensor tensor = classifier.preprocessing().apply(decoder, contents, fetched.photo());
      return new Prepared(fetched.photo(), tensor, null, System.nanoTime() - start);
    } catch (GreengrocerException e) {
      return new Prepared(fetched.photo(), null, e, 0);
    }
  }

  private record Fetched(String photo, Future<byte[]> contents) {}

  /** A photo with its input for the network, or the reason why there is none. */
  private record Prepared(
      String photo,
      @Nullable ImageTensor tensor,
      @Nullable GreengrocerException error,
      long nanoseconds) {}
}
