package dev.greengrocer.training.data;

import java.util.Iterator;

/** The batches of one epoch in their order; read it once, from one thread, and close it. */
public final class EpochBatches implements Iterable<Batch>, AutoCloseable {

  private final OrderedPipeline<Batch> pipeline;

  EpochBatches(OrderedPipeline<Batch> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Iterator<Batch> iterator() {
    return pipeline;
  }

  /** Gives up the batches that were not read. */
  @Override
  public void close() {
    pipeline.close();
  }
}
