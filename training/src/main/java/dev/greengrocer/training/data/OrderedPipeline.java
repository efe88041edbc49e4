package dev.greengrocer.training.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
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

  private final ExecutorService threads;
  private final int count;
  private final IntFunction<T> work;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();
  private int submitted;

  /** Starts work on the first {@code window} items. */
  OrderedPipeline(ExecutorService threads, int count, int window, IntFunction<T> work) {
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
    try {
      T result = ahead.remove().get();
      if (submitted < count) {
        submitNext();
      }
      return result;
    } catch (ExecutionException e) {
      throw asThrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for item " + (submitted - 1));
    }
  }

  private static RuntimeException asThrown(ExecutionException wrapped) {
    if (wrapped.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    if (wrapped.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(wrapped);
  }

  /** Gives up the results that nobody read. Work that has begun ends by itself. */
  @Override
  public void close() {
    ahead.forEach(future -> future.cancel(false));
    ahead.clear();
  }
}
