package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.DistillationOrigin;
import dev.greengrocer.training.loop.RunOrigin;
import dev.greengrocer.training.loop.TrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that was checked and completed, from the run's own record where it is resumed.
 *
 * @param config every option
 * @param origin where the run comes from
 * @param manifest the data set
 * @param distillation the teachers, where there are any
 */
record TrainingPlan(
    TrainingConfig config,
    RunOrigin origin,
    DatasetManifest manifest,
    Optional<Distillation> distillation) {

  private static final int HASH_PREFIX = 8;

  /** Reads and checks; writes nothing. */
  static TrainingPlan of(TrainingRequest request) {
    Path record = request.run().resolve(RunDirectory.CONFIG);
    TrainingPlan plan =
        request.resume() && Files.exists(record) ? resumed(request, record) : fresh(request);
    TrainingData.check(plan.manifest, request.data().allowLeak());
    return plan;
  }

  private static TrainingPlan fresh(TrainingRequest request) {
    Path data =
        request
            .data()
            .folder()
            .orElseThrow(
                () ->
                    new InvalidConfigurationException(
                        request.run()
                            + ": holds no run to resume; give --data to start one there"));
    TrainingConfig config = config(request);
    if (config.transfer().blend() > 0 && request.init().isEmpty()) {
      throw new InvalidConfigurationException(
          "blend is %s, but there are no starting weights to blend with; give --init or leave it out"
              .formatted(config.transfer().blend()));
    }
    request.options().config().ifPresent(file -> requireStartingWeights(file, request));
    DatasetManifest manifest = DatasetManifests.read(data);
    Optional<Distillation> distillation =
        request.distillation().map(taught -> Distillation.of(taught, manifest, request.run()));
    String name =
        request
            .name()
            .orElse(config.network() + "-" + manifest.contentHash().substring(0, HASH_PREFIX));
    RunOrigin origin =
        new RunOrigin(
            name,
            data.toAbsolutePath().normalize().toString(),
            manifest.contentHash(),
            request.init().map(init -> init.toAbsolutePath().normalize().toString()).orElse(""),
            request.codeVersion(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            Machine.describe(),
            distillation.map(Distillation::origin).orElse(null));
    return new TrainingPlan(config, origin, manifest, distillation);
  }

  /** Options that were found for published weights are nothing for random ones. */
  private static void requireStartingWeights(Path file, TrainingRequest request) {
    ConfigFile.init(file)
        .filter(init -> request.init().isEmpty())
        .ifPresent(
            init -> {
              throw new InvalidConfigurationException(
                  "%s: that run started from %s, which its options alone do not; add --init, or take the section 'run' out of the file to start from random weights"
                      .formatted(file, init));
            });
  }

  private static TrainingConfig config(TrainingRequest request) {
    boolean taught = request.distillation().isPresent();
    DistillationOptions standard =
        taught ? DistillationOptions.defaults() : DistillationOptions.none();
    TrainingConfig config =
        request
            .options()
            .config()
            .map(file -> ConfigFile.read(file, request.options().flags(), standard))
            .orElseGet(
                () ->
                    ConfigFile.of(
                        StartingWeights.complete(request.options().flags(), request.init()),
                        standard));
    if (taught && config.distillation().hardShare() == 1) {
      throw new InvalidConfigurationException(
          "hard-share is 1, so that the teachers would teach nothing; set it below 1, or use"
              + " train");
    }
    if (!taught && !config.distillation().equals(DistillationOptions.none())) {
      throw new InvalidConfigurationException(
          "hard-share is %s and temperature %s, but there are no teachers; use distill, or leave the section 'distillation' out of the file"
              .formatted(config.distillation().hardShare(), config.distillation().temperature()));
    }
    return config;
  }

  private static TrainingPlan resumed(TrainingRequest request, Path record) {
    TrainingConfig config = ConfigFile.read(record, Map.of());
    TrainingConfig wanted =
        ConfigFile.read(
            request.options().config().orElse(record),
            request.options().flags(),
            config.distillation());
    if (!wanted.equals(config)) {
      throw new InvalidConfigurationException(
          "%s: the run cannot be resumed with other options (%s); leave them out or choose another --out"
              .formatted(request.run(), String.join("; ", differences(config, wanted))));
    }
    RunOrigin origin = ConfigFile.origin(record);
    DatasetManifest manifest =
        DatasetManifests.read(request.data().folder().orElse(Path.of(origin.data())));
    if (!manifest.contentHash().equals(origin.dataHash())) {
      throw new InvalidConfigurationException(
          "%s: the run was begun on data with hash %s, but %s has %s; resume it with its own data"
              .formatted(
                  request.run(), origin.dataHash(), manifest.directory(), manifest.contentHash()));
    }
    return new TrainingPlan(config, origin, manifest, distillation(request, origin, manifest));
  }

  private static Optional<Distillation> distillation(
      TrainingRequest request, RunOrigin origin, DatasetManifest manifest) {
    DistillationOrigin begun = origin.distillation();
    if (request.distillation().isPresent() != (begun != null)) {
      throw new InvalidConfigurationException(
          "%s: the run was begun by %s; resume it with that command or choose another --out"
              .formatted(request.run(), begun == null ? "train" : "distill"));
    }
    return request
        .distillation()
        .map(
            wanted -> {
              DistillationOrigin before = Objects.requireNonNull(begun);
              Distillation found =
                  Distillation.of(
                      wanted.orElse(Distillation.again(before)), manifest, request.run());
              found.requireSame(before, request.run());
              return found;
            });
  }

  private static List<String> differences(TrainingConfig begun, TrainingConfig wanted) {
    Map<String, Object> before = ConfigFile.values(begun);
    return ConfigFile.values(wanted).entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
        .map(
            entry ->
                "%s was %s, not %s"
                    .formatted(entry.getKey(), before.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** The folder for decoded photos: as asked for, else in the data set. */
  Optional<Path> cache(TrainingRequest request) {
    return request.data().decodedCache()
        ? Optional.of(request.data().cache().orElse(manifest.directory().resolve("cache")))
        : Optional.empty();
  }
}
