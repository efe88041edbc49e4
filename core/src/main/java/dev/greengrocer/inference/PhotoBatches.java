package dev.greengrocer.inference;

import dev.greengrocer.concurrent.WorkerPool;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Gives any number of photos to several threads in bounded memory, a batch to whichever thread is
 * idle. Thread-safe.
 */
final class PhotoBatches {

  private final int batchSize;
  private final int threads;

  /**
   * Limits what is worked on at a time.
   *
   * @param batchSize most photos in a batch, at least 1
   * @param threads that work at the same time, at least 1
   */
  PhotoBatches(int batchSize, int threads) {
    this.batchSize = batchSize;
    this.threads = threads;
  }

  // A thread that is done finds a batch to go on with; more would only be asked for too early.
  private static final int BATCHES_AHEAD = 1;

  /**
   * Works on photos as they come. However it ends, its threads have ended before.
   *
   * @param photos asked for the next photo only when there is room for it
   * @param work called by the threads with each batch; gives the results of its photos
   * @param results given the results in the order of the photos, on the calling thread
   */
  <T> void map(
      Iterator<Path> photos, Function<List<Path>, List<T>> work, Consumer<? super T> results) {
    try (WorkerPool workers = WorkerPool.fixed(threads, "scorer")) {
      Queue<Future<List<T>>> ahead = new ArrayDeque<>();
      while (photos.hasNext() || !ahead.isEmpty()) {
        while (photos.hasNext() && ahead.size() < threads + BATCHES_AHEAD) {
          List<Path> batch = next(photos);
          ahead.add(workers.submit(() -> work.apply(batch)));
        }
        WorkerPool.await(ahead.remove()).forEach(results);
      }
    }
  }

  private List<Path> next(Iterator<Path> photos) {
    List<Path> batch = new ArrayList<>(batchSize);
    while (batch.size() < batchSize && photos.hasNext()) {
      batch.add(photos.next());
    }
    return batch;
  }
}
