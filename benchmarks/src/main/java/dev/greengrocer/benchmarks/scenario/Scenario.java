package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Results;

/** Something that people do with the product, measured from its start to its end. */
public interface Scenario {

  /** Measures it. */
  void run(Setting setting, Results results) throws Exception;

  /** Whether it says too little without real photos. */
  default boolean wantsPhotos() {
    return false;
  }
}
