package dev.greengrocer.benchmarks.stage;

/** One side of a comparison. */
public interface Contestant extends AutoCloseable {

  /** Does a round of its work and says what came out. */
  Round round() throws Exception;

  @Override
  default void close() {}
}
