package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.concurrent.WorkerPool;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Sends photos to a server. Its own work shares the machine with the server's. */
final class HttpLoad {

  private final Queue<HttpConnection> idle = new ConcurrentLinkedQueue<>();
  private final URI place;
  private final List<byte[]> photos;
  private final UnaryOperator<String> label;

  /**
   * Sends nothing yet.
   *
   * @param photos sent in turn
   * @param label finds the best label in the body of an answer
   */
  HttpLoad(URI place, List<byte[]> photos, UnaryOperator<String> label) {
    this.place = place;
    this.photos = photos;
    this.label = label;
  }

  /**
   * What came back.
   *
   * @param labels in the order of the requests; the status where there was no answer
   * @param milliseconds of each request, from the moment when it was due
   * @param seconds that all took together
   */
  record Outcome(List<String> labels, List<Double> milliseconds, double seconds) {

    /** The time within which such a share of the requests was answered, by nearest rank. */
    double percentile(double percent) {
      List<Double> sorted = milliseconds.stream().sorted().toList();
      return sorted.get((int) Math.max(0, Math.ceil(percent / 100 * sorted.size()) - 1));
    }
  }

  private record Reply(String label, double milliseconds) {}

  /** So many clients, each of which sends its next photo when the last is answered. */
  Outcome closed(int clients, int requests) throws Exception {
    try (WorkerPool threads = WorkerPool.fixed(clients, "client")) {
      long start = System.nanoTime();
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        int request = i;
        replies.add(threads.submit(() -> send(request, System.nanoTime())));
      }
      return outcome(replies, start);
    } finally {
      hangUp();
    }
  }

  /** Requests at a steady rate, whatever has been answered: queues show as they would to people. */
  Outcome open(double perSecond, int requests) throws Exception {
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(64);
    try {
      long start = System.nanoTime();
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        int request = i;
        long due = start + Math.round(i / perSecond * 1e9);
        replies.add(
            threads.schedule(
                () -> send(request, due), due - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
      return outcome(replies, start);
    } finally {
      threads.shutdownNow();
      // A request that has begun ends, and leaves its connection to be closed.
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        Thread.onSpinWait();
      }
      hangUp();
    }
  }

  private static Outcome outcome(List<Future<Reply>> replies, long start) throws Exception {
    List<String> labels = new ArrayList<>();
    List<Double> milliseconds = new ArrayList<>();
    for (Future<Reply> future : replies) {
      Reply reply = future.get();
      labels.add(reply.label);
      milliseconds.add(reply.milliseconds);
    }
    return new Outcome(labels, milliseconds, (System.nanoTime() - start) / 1e9);
  }

  private Reply send(int request, long due) throws IOException {
    HttpConnection kept = idle.poll();
    HttpConnection connection = kept == null ? new HttpConnection(place) : kept;
    HttpConnection.Response response;
    try {
      response = connection.post(photos.get(request % photos.size()));
    } catch (IOException e) {
      connection.close();
      throw e;
    }
    if (connection.isOpen()) {
      idle.add(connection);
    } else {
      connection.close();
    }
    String answer =
        response.status() / 100 == 2 ? label.apply(response.body()) : "status " + response.status();
    return new Reply(answer, (System.nanoTime() - due) / 1e6);
  }

  /** A server closes a connection that is not used for a while: each load begins with new ones. */
  private void hangUp() throws IOException {
    for (HttpConnection each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
  }
}
