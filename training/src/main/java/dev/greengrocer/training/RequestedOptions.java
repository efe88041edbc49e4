package dev.greengrocer.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The training options that a caller gives; all others have their defaults.
 *
 * @param config a file of training options, such as another run's {@code config.yaml}
 * @param flags training options by key; they override the file
 */
public record RequestedOptions(Optional<Path> config, Map<String, Object> flags) {

  /** Copies the flags. */
  public RequestedOptions {
    flags = Map.copyOf(flags);
  }

  /** Options by key alone. */
  public static RequestedOptions of(Map<String, Object> flags) {
    return new RequestedOptions(Optional.empty(), flags);
  }
}
