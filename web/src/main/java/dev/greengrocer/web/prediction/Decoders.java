package dev.greengrocer.web.prediction;

import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of places at which photos are read into memory and decoded: a request that has
 * none waits, first come, first served.
 *
 * <p>A decoder that runs over its time is given up by its caller. Native code cannot be stopped, so
 * it goes on, but not at its place: it moves to a spare one, and others decode meanwhile. A second
 * one that runs over its time before the first is done keeps its place, so that memory stays
 * bounded whatever is sent. Thread-safe.
 */
public final class Decoders implements AutoCloseable {

  private static final int MEGABYTE = 1_000_000;
  private static final int SPARE_PLACES = 1;

  private final Semaphore places;
  private final Semaphore megabytes;
  private final Semaphore spare = new Semaphore(SPARE_PLACES);
  private final int allMegabytes;
  private final Duration patience;
  private final Duration timeout;
  private final WorkerPool threads = WorkerPool.growing("decoder");

  /**
   * Opens the places.
   *
   * @param places photos in memory at once
   * @param bytes memory that decoders may take at once; a photo that needs more is decoded alone
   * @param patience how long to wait for a place
   * @param timeout how long a decoder may work on one photo
   */
  Decoders(int places, long bytes, Duration patience, Duration timeout) {
    this.places = new Semaphore(places, true);
    this.allMegabytes = megabytes(bytes);
    this.megabytes = new Semaphore(allMegabytes, true);
    this.patience = patience;
    this.timeout = timeout;
  }

  /**
   * Waits for a place.
   *
   * @throws RefusedException if none becomes free in time
   */
  public Place take() {
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

  private static int megabytes(long bytes) {
    return Math.toIntExact(1 + Math.max(0, bytes - 1) / MEGABYTE);
  }

  /** Waits for the decoders that have begun. */
  @Override
  public void close() {
    threads.close();
  }

  /** A place for one photo. Closing it gives it back, at the latest when its decoder is done. */
  public final class Place implements AutoCloseable {

    // The caller or the decoder, the later of both.
    private final AtomicInteger holders = new AtomicInteger(1);
    private int held;
    private boolean moved;

    private Place() {}

    /**
     * Decodes on a thread of its own.
     *
     * @param bytes memory that it takes, see {@link
     *     dev.greengrocer.image.ImageHeader#decodingBytes}
     * @throws RefusedException if the decoder takes too long, or if other photos fill the memory
     */
    public <T> T decode(long bytes, Callable<T> work) throws Exception {
      int needed = Math.min(allMegabytes, megabytes(bytes));
      acquire(megabytes, needed);
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
        moveToSpare();
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

    /** Lets others decode while this one is still at work. */
    private void moveToSpare() {
      if (spare.tryAcquire()) {
        moved = true;
        giveBackPlace();
      }
    }

    private void release() {
      if (holders.decrementAndGet() > 0) {
        return;
      }
      if (moved) {
        spare.release();
      } else {
        giveBackPlace();
      }
    }

    private void giveBackPlace() {
      megabytes.release(held);
      places.release();
    }

    @Override
    public void close() {
      release();
    }
  }
}
