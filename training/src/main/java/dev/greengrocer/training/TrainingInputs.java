package dev.greengrocer.training;

import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.training.data.BatchLoader;
import dev.greengrocer.training.data.EvalPreset;
import dev.greengrocer.training.data.PhotoCache;
import dev.greengrocer.training.data.PhotoFiles;
import dev.greengrocer.training.data.Photos;
import dev.greengrocer.training.data.TrainPreset;
import dev.greengrocer.training.data.ValidationSet;
import dev.greengrocer.training.loop.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the network will see: training batches and validation photos. */
final class TrainingInputs implements AutoCloseable {

  /** Random crops zoom in: photos are kept this much larger than what training sees. */
  private static final double ZOOM = 1.5;

  private final Photos trainPhotos;
  private final Photos validationCrops;
  private final BatchLoader loader;
  private final ValidationSet validation;

  private TrainingInputs(
      Photos trainPhotos, Photos validationCrops, BatchLoader loader, ValidationSet validation) {
    this.trainPhotos = trainPhotos;
    this.validationCrops = validationCrops;
    this.loader = loader;
    this.validation = validation;
  }

  /**
   * Opens the photos and decodes them into the cache, if they are not there yet.
   *
   * @param cache the folder for decoded photos; absent to decode them every time
   */
  static TrainingInputs open(
      DatasetManifest manifest, TrainingConfig config, Optional<Path> cache) {
    Preprocessing preprocessing = config.preprocessing();
    int trainSize = config.input().trainSize();
    List<Sample> trainSamples = manifest.samples(Split.TRAIN);
    List<Sample> validationSamples = manifest.samples(Split.VALIDATION);
    int shortSide = Math.toIntExact(Math.round(ZOOM * trainSize));
    PhotoFiles trainFiles = PhotoFiles.shrunk(manifest, trainSamples, shortSide);
    PhotoFiles validationFiles = PhotoFiles.cropped(manifest, validationSamples, preprocessing);
    Photos trainPhotos = cached(trainFiles, cache, config);
    Photos validationCrops = cached(validationFiles, cache, config);
    BatchLoader loader =
        new BatchLoader(
            trainPhotos,
            TrainingData.classes(manifest, trainSamples),
            new TrainPreset(config.augmentation(), config.world(), preprocessing, trainSize),
            config.batchOptions(manifest.labels().size()));
    ValidationSet validation =
        new ValidationSet(
            validationCrops,
            TrainingData.classes(manifest, validationSamples),
            new EvalPreset(preprocessing));
    return new TrainingInputs(trainPhotos, validationCrops, loader, validation);
  }

  private static Photos cached(PhotoFiles files, Optional<Path> cache, TrainingConfig config) {
    if (cache.isEmpty()) {
      return files;
    }
    return new PhotoCache(cache.get(), PhotoCache.DEFAULT_LIMIT).of(files, config.threads());
  }

  BatchLoader loader() {
    return loader;
  }

  ValidationSet validation() {
    return validation;
  }

  @Override
  public void close() {
    loader.close();
    trainPhotos.close();
    validationCrops.close();
  }
}
