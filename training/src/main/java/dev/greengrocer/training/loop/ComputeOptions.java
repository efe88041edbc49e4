package dev.greengrocer.training.loop;

import dev.greengrocer.training.data.Ranges;
import java.util.List;

/**
 * Which threads and numbers compute a training.
 *
 * @param threads that the network may use, from 1 to 1,024
 * @param loaderThreads that decode and augment photos, from 1 to 1,024
 * @param precision the number format of the computation
 */
public record ComputeOptions(int threads, int loaderThreads, Precision precision) {

  List<String> faults() {
    return new Ranges()
        .between("threads", threads, 1, 1024)
        .between("loader-threads", loaderThreads, 1, 1024)
        .faults();
  }
}
