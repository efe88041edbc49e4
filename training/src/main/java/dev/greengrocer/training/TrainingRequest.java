package dev.greengrocer.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller of a {@link TrainingJob} asks for.
 *
 * @param data the prepared data set; may be absent when a run is resumed
 * @param run the folder of the run
 * @param resume continue the run in that folder, or start it if it has not begun
 * @param allowLeak train even if near-duplicate groups stand in more than one split
 * @param config a file of training options, such as another run's {@code config.yaml}
 * @param flags training options by key; they override the file
 * @param name what to call the model; absent for one made from network and data
 * @param init the bundle whose weights to start from
 * @param decodedCache keep decoded photos on disk; else decode them every epoch
 * @param cache the folder for decoded photos; absent for {@code cache} in the data set
 * @param codeVersion version and commit of the program
 * @param distillation the teachers to learn from; absent to learn from labels alone
 */
public record TrainingRequest(
    Optional<Path> data,
    Path run,
    boolean resume,
    boolean allowLeak,
    Optional<Path> config,
    Map<String, Object> flags,
    Optional<String> name,
    Optional<Path> init,
    boolean decodedCache,
    Optional<Path> cache,
    String codeVersion,
    Optional<DistillationRequest> distillation) {

  /** Copies the flags. */
  public TrainingRequest {
    flags = Map.copyOf(flags);
  }

  /** A request without teachers. */
  public TrainingRequest(
      Optional<Path> data,
      Path run,
      boolean resume,
      boolean allowLeak,
      Optional<Path> config,
      Map<String, Object> flags,
      Optional<String> name,
      Optional<Path> init,
      boolean decodedCache,
      Optional<Path> cache,
      String codeVersion) {
    this(
        data,
        run,
        resume,
        allowLeak,
        config,
        flags,
        name,
        init,
        decodedCache,
        cache,
        codeVersion,
        Optional.empty());
  }

  /** The same request with teachers. */
  public TrainingRequest taughtBy(DistillationRequest teachers) {
    return new TrainingRequest(
        data,
        run,
        resume,
        allowLeak,
        config,
        flags,
        name,
        init,
        decodedCache,
        cache,
        codeVersion,
        Optional.of(teachers));
  }
}
