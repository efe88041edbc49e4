package dev.greengrocer.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the caller of a {@link TrainingJob} asks for.
 *
 * @param data the data set, and how it is used
 * @param run the folder of the run
 * @param resume continue the run in that folder, or start it if it has not begun
 * @param options the training options that are not to have their defaults
 * @param name what to call the model; absent for one made from network and data
 * @param init the bundle whose weights to start from
 * @param codeVersion version and commit of the program
 * @param distillation the teachers to learn from; absent to learn from labels alone
 */
public record TrainingRequest(
    RequestedData data,
    Path run,
    boolean resume,
    RequestedOptions options,
    Optional<String> name,
    Optional<Path> init,
    String codeVersion,
    Optional<DistillationRequest> distillation) {

  /** A request without teachers. */
  public TrainingRequest(
      RequestedData data,
      Path run,
      boolean resume,
      RequestedOptions options,
      Optional<String> name,
      Optional<Path> init,
      String codeVersion) {
    this(data, run, resume, options, name, init, codeVersion, Optional.empty());
  }

  /** The same request with teachers. */
  public TrainingRequest taughtBy(DistillationRequest teachers) {
    return new TrainingRequest(
        data, run, resume, options, name, init, codeVersion, Optional.of(teachers));
  }
}
