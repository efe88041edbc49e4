package dev.greengrocer.training.data;

import dev.greengrocer.concurrent.WorkerPool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Work on the items {@code 0 … count - 1}, done ahead of time on other threads and handed over in
 * order, whatever their timing.
 *
 * <p>At most {@code window} results are under way or waiting, which bounds the memory. The first
 * failure reaches the reader as it was thrown, at its place in the order. Read it from one thread.
 */
final class OrderedPipeline<T> implements Iterator<T>, AutoCloseable {

  private final WorkerPool threads;
  private final int count;
  private final IntFunction<T> work;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();
  private int submitted;

  /** Starts work on the first {@code window} items. */
  OrderedPipeline(WorkerPool threads, int count, int window, IntFunction<T> work) {
    this.threads = threads;
    this.count = count;
    this.work = work;
    while (submitted < Math.min(count, window)) {
      submitNext();
    }
  }

  private void submitNext() {
    int item = submitted++;
    ahead.add(threads.submit(() -> work.apply(item)));
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + count + " items were read");
    }
    T result = WorkerPool.await(ahead.remove());
    if (submitted < count) {
      submitNext();
    }
    return result;
  }

  /** Gives up the results that were not read. Work that has begun ends by itself. */
  @Override
  public void close() {
    ahead.forEach(future -> future.cancel(false));
    ahead.clear();
  }
}
