package dev.greengrocer.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Threads that have ended when {@link #close} returns, so that whatever they use can be closed
 * after it. Thread-safe.
 *
 * <pre>{@code
 * try (Classifier classifier = open();
 *     WorkerPool pool = WorkerPool.fixed(4, "scorer")) { // closed before the classifier
 *   return pool.map(photos, classifier::classify);
 * }
 * }</pre>
 */
public final class WorkerPool implements AutoCloseable {

  private final ExecutorService threads;

  private WorkerPool(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * A pool of daemon threads that take work in turn.
   *
   * @param threads at least 1
   * @param name of each thread, before its number
   */
  public static WorkerPool fixed(int threads, String name) {
    AtomicInteger number = new AtomicInteger();
    return new WorkerPool(
        Executors.newFixedThreadPool(threads, work -> daemon(work, name, number)));
  }

  /**
   * A pool that begins all work at once and keeps idle threads for a minute.
   *
   * @param name of each thread, before its number
   */
  public static WorkerPool growing(String name) {
    AtomicInteger number = new AtomicInteger();
    return new WorkerPool(Executors.newCachedThreadPool(work -> daemon(work, name, number)));
  }

  private static Thread daemon(Runnable work, String name, AtomicInteger number) {
    Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins work on one of the threads as soon as one is free.
   *
   * @throws RejectedExecutionException if the pool was closed
   */
  public <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  /**
   * Applies a function to every item on the threads.
   *
   * @return the results in the order of the items
   * @throws RuntimeException the first failure in that order, as it was thrown
   */
  public <A, B> List<B> map(List<A> items, Function<A, B> function) {
    List<Future<B>> futures = new ArrayList<>(items.size());
    for (A item : items) {
      futures.add(submit(() -> function.apply(item)));
    }
    List<B> results = new ArrayList<>(items.size());
    for (Future<B> future : futures) {
      results.add(await(future));
    }
    return results;
  }

  /**
   * Waits for a result.
   *
   * @throws CancellationException if the calling thread is interrupted, or the pool was closed
   *     before the work began
   * @throws RuntimeException the failure of the work, as it was thrown
   */
  public static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for " + future);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("work on another thread failed", e.getCause());
    }
  }

  /**
   * Cancels work that has not begun, interrupts what has, and waits until every thread has ended.
   * Native code cannot be interrupted and is waited for. An interrupt of the caller does not
   * shorten the wait; it is kept for the caller.
   */
  @Override
  public void close() {
    for (Runnable waiting : threads.shutdownNow()) {
      if (waiting instanceof Future<?> future) {
        future.cancel(false); // otherwise who waits for its result would wait for ever
      }
    }
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
