package dev.greengrocer.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.concurrent.UseGuard;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One network in two sessions: a run that is alone shares its work among all threads, runs at the
 * same time take a thread each. Sharing is what answers a single photo soonest, but the threads
 * wait for each other at every layer, which costs a fifth of what the processor could name when
 * there is enough to do; {@code docs/performance.md} has the figures. Thread-safe.
 */
final class Sessions implements AutoCloseable {

  // Threads that share a run spin between its layers: asleep, they would be woken too
  // late to be of any help. After the run they leave the core to those who decode and keep books.
  private static final String SLEEP_AFTER_A_RUN = "session.force_spinning_stop";

  private final UseGuard guard;
  private final OrtEnvironment environment;
  private final Path model;
  private final OrtSession alone;
  private final AtomicInteger running = new AtomicInteger();
  private @Nullable OrtSession together;

  /**
   * Loads the network.
   *
   * @param threads that share a run that is alone, at least 1
   * @throws OrtException if it cannot be loaded
   */
  Sessions(OrtEnvironment environment, Path model, int threads) throws OrtException {
    this.guard = new UseGuard(model + ": the model");
    this.environment = environment;
    this.model = model;
    this.alone = open(threads);
    if (threads == 1) {
      together = alone;
    }
  }

  /** A session to ask about the network; {@link #run} chooses for itself. */
  OrtSession any() {
    return alone;
  }

  /**
   * Runs the network in the session that suits what else runs.
   *
   * @throws IllegalStateException if the sessions were closed
   */
  @SuppressWarnings("try") // held, not used
  <T> T run(Run<T> work) throws OrtException {
    try (UseGuard.Use use = guard.enter()) {
      return runOpen(work);
    }
  }

  private <T> T runOpen(Run<T> work) throws OrtException {
    boolean others = running.getAndIncrement() > 0;
    try {
      return work.in(others ? together() : alone);
    } finally {
      running.decrementAndGet();
    }
  }

  // Opened by the first who needs it: naming one photo never does.
  private synchronized OrtSession together() throws OrtException {
    if (together == null) {
      together = open(1);
    }
    return together;
  }

  private OrtSession open(int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.addConfigEntry(SLEEP_AFTER_A_RUN, "1");
      return environment.createSession(model.toString(), options);
    }
  }

  /** Waits for the runs that have begun and refuses others. Closing it again does nothing. */
  @Override
  public void close() {
    guard.close(this::release);
  }

  @SuppressWarnings("ReferenceEquality") // one session, held twice, is closed once
  private synchronized void release() {
    try {
      if (together != null && together != alone) {
        together.close();
      }
      alone.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    }
  }

  /** One run of the network. */
  interface Run<T> {
    T in(OrtSession session) throws OrtException;
  }
}
