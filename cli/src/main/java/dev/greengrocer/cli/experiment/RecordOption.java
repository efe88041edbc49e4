package dev.greengrocer.cli.experiment;

import dev.greengrocer.experiment.ExperimentFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that may record what it did in the books of a server. */
public final class RecordOption {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "record this in the data directory of a server, whose page Experiments then shows it")
  private @Nullable Path directory;

  /**
   * Where to record; empty when it was not asked for.
   *
   * @throws dev.greengrocer.InvalidConfigurationException if there is no such data directory
   */
  public Optional<ExperimentFolder> folder() {
    return Optional.ofNullable(directory).map(ExperimentFolder::ofServer);
  }
}
