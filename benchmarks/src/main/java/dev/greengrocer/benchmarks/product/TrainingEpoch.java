package dev.greengrocer.benchmarks.product;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.BatchLoader;
import dev.greengrocer.training.data.EpochBatches;
import dev.greengrocer.training.data.PhotoCache;
import dev.greengrocer.training.data.PhotoFiles;
import dev.greengrocer.training.data.Photos;
import dev.greengrocer.training.data.TrainPreset;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.torch.TorchLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Epochs of a network over a folder of photos, loaded and varied as {@code train} does by default.
 * The answer is the mean loss, a comma, and the seconds for which the network waited.
 */
public final class TrainingEpoch implements Workload {

  private static final double ZOOM = 1.5; // TrainingInputs keeps photos so much larger.

  private final Photos photos;
  private final BatchLoader loader;
  private final TorchLearner learner;
  private final double learningRate;
  private int epoch;

  private TrainingEpoch(String network, int size, DatasetManifest manifest, Path cache) {
    TrainingConfig config = TrainingConfig.defaults(network);
    PhotoFiles files =
        PhotoFiles.shrunk(manifest, manifest.samples(), (int) Math.round(ZOOM * size));
    photos = new PhotoCache(cache, PhotoCache.DEFAULT_LIMIT).of(files, config.compute().threads());
    LabelSet labels = manifest.labels();
    loader =
        new BatchLoader(
            photos,
            manifest.samples().stream().mapToInt(s -> labels.indexOf(s.label())).toArray(),
            new TrainPreset(
                config.variation().augmentation(),
                config.variation().world(),
                config.preprocessing(),
                size),
            config.batchOptions(labels.size()));
    learner =
        new TorchLearner(
            Architectures.named(network, labels.size(), size), config.learnerOptions());
    learningRate = config.rate().learningRate();
  }

  /**
   * Performs; filling the cache of decoded photos is part of getting ready.
   *
   * @param arguments network, side of the images, folder of class folders, folder of the cache
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(
        () ->
            new TrainingEpoch(
                arguments[0],
                Integer.parseInt(arguments[1]),
                manifest(Path.of(arguments[2])),
                Path.of(arguments[3])));
  }

  private static DatasetManifest manifest(Path folder) throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path place : children(folder)) {
      names.add(place.getFileName().toString());
      for (Path photo : children(place)) {
        String path = folder.relativize(photo).toString();
        samples.add(
            new Sample(path, place.getFileName().toString(), Split.TRAIN, path, path, 640, 480));
      }
    }
    LabelSet labels =
        new LabelSet(names.stream().map(name -> new Label(name, List.of(), name)).toList());
    return DatasetManifests.of(folder, labels, samples, 1);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  @Override
  public Round round() {
    learner.seed(++epoch);
    long start = System.nanoTime();
    long waited = 0;
    double loss = 0;
    int images = 0;
    try (EpochBatches batches = loader.epoch(epoch)) {
      Iterator<Batch> each = batches.iterator();
      for (Optional<Timed> next = next(each); next.isPresent(); next = next(each)) {
        waited += next.get().nanoseconds;
        Batch batch = next.get().batch;
        loss += batch.size() * learner.trainStep(batch, learningRate);
        images += batch.size();
      }
    }
    return new Round(
        images,
        (System.nanoTime() - start) / 1e9,
        String.format(Locale.ROOT, "%.4f,%.4f", loss / images, waited / 1e9));
  }

  private record Timed(Batch batch, long nanoseconds) {}

  private static Optional<Timed> next(Iterator<Batch> batches) {
    long start = System.nanoTime();
    return batches.hasNext()
        ? Optional.of(new Timed(batches.next(), System.nanoTime() - start))
        : Optional.empty();
  }

  @Override
  public void close() {
    loader.close();
    photos.close();
    learner.close();
  }
}
