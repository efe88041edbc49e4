package dev.greengrocer.training.tune;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.lab.dataset.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code tune.yaml} says: all that a search must know to go on as it was begun.
 *
 * @param settings how it searches
 * @param data the folder of the data set, absolute
 * @param dataHash content hash of the data set
 * @param init the weights that trials start from, absolute; empty when they are drawn at random
 * @param budget time in all; empty for one round
 */
record TuningRecord(
    TuningSettings settings,
    Path data,
    String dataHash,
    Optional<Path> init,
    Optional<Duration> budget) {

  /** The same search with more time, or less. */
  TuningRecord withBudget(Duration given) {
    return new TuningRecord(settings, data, dataHash, init, Optional.of(given));
  }

  void write(Path file) {
    ObjectNode tree = (ObjectNode) Yaml.MAPPER.readTree(SearchSpaceFile.text(settings.space()));
    tree.putObject("tune")
        .put("method", settings.method().name().toLowerCase(Locale.ROOT))
        .put("trials", settings.trials())
        .put("eta", settings.eta())
        .put("min-epochs", settings.fewestEpochs())
        .put("seed", settings.seed())
        .put("data", data.toString())
        .put("data-hash", dataHash)
        .put("init", init.map(Path::toString).orElse(""))
        .put("budget-seconds", budget.map(Duration::toSeconds).orElse(0L));
    AtomicFile.write(file, Yaml.MAPPER.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads it.
   *
   * @throws InvalidConfigurationException if it is damaged
   * @throws StorageException if it cannot be read
   */
  static TuningRecord read(Path file) {
    try {
      ObjectNode tree = (ObjectNode) Yaml.MAPPER.readTree(Files.readString(file));
      JsonNode tune = tree.required("tune");
      tree.remove("tune");
      SearchSpace space =
          SearchSpaceFile.parse(file.toString(), Yaml.MAPPER.writeValueAsString(tree));
      String init = tune.required("init").asString();
      long seconds = tune.required("budget-seconds").asLong();
      return new TuningRecord(
          new TuningSettings(
              Method.valueOf(tune.required("method").asString().toUpperCase(Locale.ROOT)),
              tune.required("trials").asInt(),
              tune.required("eta").asInt(),
              tune.required("min-epochs").asInt(),
              tune.required("seed").asLong(),
              space),
          Path.of(tune.required("data").asString()),
          tune.required("data-hash").asString(),
          init.isEmpty() ? Optional.empty() : Optional.of(Path.of(init)),
          seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
      throw new InvalidConfigurationException(
          "%s: damaged (%s); restore the file or start a new search"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
