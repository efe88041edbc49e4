package dev.greengrocer.web.prediction;

import dev.greengrocer.Answer;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The queue before the network. Its threads, one a core, run it: each takes its share of what
 * waits, up to a batch, and never waits for more, so a lone photo is answered at once and many
 * share a run. Thread-safe.
 */
final class InferenceQueue implements AutoCloseable {

  private final BlockingQueue<Job> waiting;
  private final int batchSize;
  private final List<Thread> workers;
  private volatile boolean closed;

  /**
   * Starts the threads.
   *
   * @param capacity most photos that wait
   * @param batchSize most photos in one run
   * @param threads that run the network, at least 1
   */
  InferenceQueue(int capacity, int batchSize, int threads) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.batchSize = batchSize;
    this.workers =
        IntStream.rangeClosed(1, threads)
            .mapToObj(number -> new Thread(this::run, "inference-" + number))
            .toList();
    workers.forEach(worker -> worker.setDaemon(true));
    workers.forEach(Thread::start);
  }

  /** Photos that wait for the network. */
  int depth() {
    return waiting.size();
  }

  /**
   * Waits for the answers to preprocessed photos of one caller.
   *
   * @param model answers; the caller keeps it open until this returns
   * @param images {@code [N, 3, S, S]} as the model's preprocessing makes them
   * @throws RefusedException if too many wait already
   */
  Inferred infer(LoadedModel model, ImageTensor images) {
    Job job = new Job(model, images, new CompletableFuture<>(), System.nanoTime());
    if (closed || !waiting.offer(job)) {
      throw QueueLimit.full();
    }
    if (closed) {
      refuse(job); // no thread may be left that reads the queue
    }
    try {
      return job.done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void run() {
    Job left = null;
    while (!closed) {
      List<Job> batch = new ArrayList<>(batchSize);
      try {
        batch.add(left == null ? waiting.take() : left);
      } catch (InterruptedException e) {
        break;
      }
      left = fill(batch);
      answer(batch);
    }
    if (left != null) {
      refuse(left);
    }
    waiting.forEach(InferenceQueue::refuse);
  }

  /** Adds what waits for the same model; the first job for another is handed back. */
  private @Nullable Job fill(List<Job> batch) {
    Job first = batch.get(0);
    int images = first.images.count();
    int share = Math.min(batchSize, images + waiting.size() / workers.size());
    while (images < share) {
      Job next = waiting.poll();
      if (next == null) {
        return null;
      }
      if (next.model != first.model) {
        return next;
      }
      batch.add(next);
      images += next.images.count();
    }
    return null;
  }

  private static void answer(List<Job> batch) {
    long start = System.nanoTime();
    try {
      ImageTensor images = ImageTensor.concat(batch.stream().map(job -> job.images).toList());
      List<Answer> answers = batch.get(0).model.classifier().answer(images);
      long end = System.nanoTime();
      int from = 0;
      for (Job job : batch) {
        int to = from + job.images.count();
        job.done.complete(new Inferred(answers.subList(from, to), start - job.since, end - start));
        from = to;
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(job -> job.done.completeExceptionally(e));
    }
  }

  private static void refuse(Job job) {
    job.done.completeExceptionally(
        new RefusedException(Problem.SHUTTING_DOWN, "The server is shutting down"));
  }

  /** Refuses what waits and ends after the runs of the network that have begun. */
  @Override
  public void close() {
    closed = true;
    workers.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What came out of the network.
   *
   * @param answers one a photo
   * @param waitedNanos how long the photos waited
   * @param ranNanos how long the network ran, over the whole batch
   */
  record Inferred(List<Answer> answers, long waitedNanos, long ranNanos) {

    Inferred {
      answers = List.copyOf(answers);
    }
  }

  private record Job(
      LoadedModel model, ImageTensor images, CompletableFuture<Inferred> done, long since) {}
}
