package dev.greengrocer.benchmarks.stage;

/** One side of a comparison. */
public interface Contestant extends AutoCloseable {

  /** Does a round of its work and says what came out. */
  Round round() throws Exception;

  /** Processor time that its process has used so far, in seconds; NaN where that is not known. */
  default double processorSeconds() {
    return Double.NaN;
  }

  @Override
  default void close() {}
}
