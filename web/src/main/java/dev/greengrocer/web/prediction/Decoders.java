package dev.greengrocer.web.prediction;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of places at which photos are read into memory and decoded: whoever has none
 * waits, first come, first served. A decoder that runs over its time is given up by its caller, yet
 * keeps its place until it is really done, so that memory stays bounded whatever is sent.
 * Thread-safe.
 */
final class Decoders implements AutoCloseable {

  private final Semaphore places;
  private final Semaphore megapixels;
  private final int allMegapixels;
  private final Duration patience;
  private final Duration timeout;
  private final ExecutorService threads;

  /**
   * Opens the places.
   *
   * @param places photos in memory at once
   * @param pixels pixels in memory at once, at least as many as one photo may have
   * @param patience how long to wait for a place
   * @param timeout how long a decoder may work on one photo
   */
  Decoders(int places, long pixels, Duration patience, Duration timeout) {
    this.places = new Semaphore(places, true);
    this.allMegapixels = megapixels(pixels);
    this.megapixels = new Semaphore(allMegapixels, true);
    this.patience = patience;
    this.timeout = timeout;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "decoder-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Waits for a place.
   *
   * @throws RefusedException if none becomes free in time
   */
  Place take() {
    acquire(places, 1);
    return new Place();
  }

  private void acquire(Semaphore semaphore, int permits) {
    try {
      if (!semaphore.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw RefusedException.tryAgain(
            Problem.QUEUE_FULL,
            "No decoder became free within %d s; try again later".formatted(patience.toSeconds()),
            patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Problem.SHUTTING_DOWN, "The server is shutting down", e);
    }
  }

  private static int megapixels(long pixels) {
    return Math.toIntExact(1 + (pixels - 1) / 1_000_000);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** A place for one photo. Closing it gives it back, at the latest when its decoder is done. */
  final class Place implements AutoCloseable {

    // The caller and the decoder, whoever is done last.
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile int held;

    private Place() {}

    /**
     * Decodes on a thread of its own.
     *
     * @param pixels the photo's pixels
     * @throws RefusedException if the decoder takes too long, or if other photos fill the memory
     */
    <T> T decode(long pixels, Callable<T> work) throws Exception {
      int needed = Math.min(allMegapixels, megapixels(pixels));
      acquire(megapixels, needed);
      held = needed;
      holders.incrementAndGet();
      Future<T> result;
      try {
        result = threads.submit(() -> run(work));
      } catch (RuntimeException e) {
        release();
        throw new RefusedException(Problem.SHUTTING_DOWN, "The server is shutting down", e);
      }
      try {
        return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new RefusedException(
            Problem.DECODING_TOO_SLOW,
            "Decoding the photo took longer than %d ms; send a smaller one"
                .formatted(timeout.toMillis()),
            e);
      } catch (InterruptedException | CancellationException e) {
        Thread.currentThread().interrupt();
        throw new RefusedException(Problem.SHUTTING_DOWN, "The server is shutting down", e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }

    private <T> T run(Callable<T> work) throws Exception {
      try {
        return work.call();
      } finally {
        release();
      }
    }

    private void release() {
      if (holders.decrementAndGet() == 0) {
        megapixels.release(held);
        places.release();
      }
    }

    @Override
    public void close() {
      release();
    }
  }
}
