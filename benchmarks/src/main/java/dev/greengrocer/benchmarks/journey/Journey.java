package dev.greengrocer.benchmarks.journey;

import dev.greengrocer.benchmarks.race.Results;

/** Something that people do with the product, measured from its start to its end. */
public interface Journey {

  /** Measures it. */
  void run(Setting setting, Results results) throws Exception;

  /** Whether it says too little without real photos. */
  default boolean wantsPhotos() {
    return false;
  }
}
