package dev.greengrocer.cli.train;

import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.experiment.RecordOption;
import dev.greengrocer.training.RequestedData;
import dev.greengrocer.training.RequestedOptions;
import dev.greengrocer.training.TrainingRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of every command that trains one network in a folder. */
final class RunOptions {

  @Option(names = "--data", paramLabel = "DIR", description = "the prepared data set")
  @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "the folder of the run: configuration, results, checkpoints, curves, model")
  @Nullable Path out;

  @Option(
      names = "--resume",
      description = "continue the run in RUN where it stopped, or start it if it has not begun")
  boolean resume;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "training options, such as another run's config.yaml; flags override them")
  @Nullable Path config;

  @Option(names = "--name", description = "of the model (default: network and data hash)")
  @Nullable String name;

  @Option(
      names = "--init",
      paramLabel = "BUNDLE|FILE",
      description =
          "start from the weights of a model bundle, whose network and input size are then the"
              + " defaults, or of a .safetensors file; the head is replaced if labels differ")
  @Nullable Path init;

  @Option(
      names = "--allow-leak",
      description = "train even if near-duplicates are in more than one split")
  boolean allowLeak;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "folder for decoded photos, or 'none' (default: cache, in the data set)")
  @Nullable String cache;

  @Mixin RecordOption record = new RecordOption();

  /** Where to train; without it there is nothing to do. */
  Path required(CommandLine command) {
    if (out == null) {
      throw new ParameterException(command, "Missing required option: '--out=RUN'");
    }
    return out;
  }

  /** What is asked for. */
  TrainingRequest request(Path run, Map<String, Object> flags) {
    return new TrainingRequest(
        new RequestedData(
            Optional.ofNullable(data),
            allowLeak,
            !"none".equals(cache),
            Optional.ofNullable(cache).map(Path::of)),
        run,
        resume,
        new RequestedOptions(Optional.ofNullable(config), flags),
        Optional.ofNullable(name),
        Optional.ofNullable(init),
        ProgramVersion.current());
  }
}
