package dev.greengrocer.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The data set that a training or a search is asked to use, and how.
 *
 * @param folder of the prepared data set; may be absent when a run or search is resumed
 * @param allowLeak train even if near-duplicate groups are in more than one split
 * @param decodedCache keep decoded photos on disk; else decode them every epoch
 * @param cache the folder for decoded photos; absent for {@code cache} in the data set
 */
public record RequestedData(
    Optional<Path> folder, boolean allowLeak, boolean decodedCache, Optional<Path> cache) {

  /** A data set without leaks, whose decoded photos are kept in its own folder. */
  public static RequestedData in(Path folder) {
    return new RequestedData(Optional.of(folder), false, true, Optional.empty());
  }

  /** The data set of the run or search that is resumed, whose decoded photos are kept there. */
  public static RequestedData ofRun() {
    return new RequestedData(Optional.empty(), false, true, Optional.empty());
  }
}
