package dev.greengrocer.benchmarks.worker;

/** One side of a comparison. */
public interface Workload extends AutoCloseable {

  /** Does a round of its work and says what came out. */
  Round round() throws Exception;

  /** Processor time that its process has used so far, in seconds; NaN where that is not known. */
  default double processorSeconds() {
    return Double.NaN;
  }

  /**
   * Returns when its process leaves the processor alone. Some libraries' threads go in circles for
   * a while after their work, in case there is more: they would take a core from the next workload.
   */
  default void rest() throws InterruptedException {}

  @Override
  default void close() {}
}
