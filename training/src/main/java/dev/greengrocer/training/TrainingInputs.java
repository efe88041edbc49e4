package dev.greengrocer.training;

import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.training.data.BatchLoader;
import dev.greengrocer.training.data.EpochSampler;
import dev.greengrocer.training.data.EvalPreset;
import dev.greengrocer.training.data.JoinedPhotos;
import dev.greengrocer.training.data.PhotoCache;
import dev.greengrocer.training.data.PhotoFile;
import dev.greengrocer.training.data.PhotoFiles;
import dev.greengrocer.training.data.Photos;
import dev.greengrocer.training.data.Teaching;
import dev.greengrocer.training.data.TrainPreset;
import dev.greengrocer.training.data.ValidationSet;
import dev.greengrocer.training.loop.TrainingConfig;
import java.nio.file.Path;
import java.util.Arrays;
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
  private final Optional<Teachers> teachers;

  private TrainingInputs(
      Photos trainPhotos,
      Photos validationCrops,
      BatchLoader loader,
      ValidationSet validation,
      Optional<Teachers> teachers) {
    this.trainPhotos = trainPhotos;
    this.validationCrops = validationCrops;
    this.loader = loader;
    this.validation = validation;
    this.teachers = teachers;
  }

  /**
   * Opens the photos and decodes them into the cache, if they are not there yet.
   *
   * @param cache the folder for decoded photos; absent to decode them every time
   */
  static TrainingInputs open(
      DatasetManifest manifest, TrainingConfig config, Optional<Path> cache) {
    return open(manifest, config, cache, Optional.empty());
  }

  /**
   * Opens the photos and decodes them into the cache, if they are not there yet; and the teachers.
   *
   * @param cache the folder for decoded photos; absent to decode them every time
   * @param distillation the teachers, and photos without labels
   */
  static TrainingInputs open(
      DatasetManifest manifest,
      TrainingConfig config,
      Optional<Path> cache,
      Optional<Distillation> distillation) {
    Preprocessing preprocessing = config.preprocessing();
    Optional<Teachers> teachers = distillation.map(taught -> teachers(taught, manifest, config));
    try {
      int studentSize = config.input().trainSize();
      // Photos are varied at the largest size that is asked for.
      int shownSize = Math.max(studentSize, teachers.map(Teachers::size).orElse(studentSize));
      List<Sample> trainSamples = manifest.samples(Split.TRAIN);
      List<Sample> validationSamples = manifest.samples(Split.VALIDATION);
      List<PhotoFile> unlabelled =
          distillation.map(taught -> taught.unlabelled().photos()).orElse(List.of());
      int shortSide = Math.toIntExact(Math.round(ZOOM * shownSize));
      PhotoFiles validationFiles = PhotoFiles.cropped(manifest, validationSamples, preprocessing);
      Photos labelled = cached(PhotoFiles.shrunk(manifest, trainSamples, shortSide), cache, config);
      Photos trainPhotos =
          unlabelled.isEmpty()
              ? labelled
              : new JoinedPhotos(
                  labelled, cached(PhotoFiles.shrunk(unlabelled, shortSide), cache, config));
      Photos validationCrops = cached(validationFiles, cache, config);
      BatchLoader loader =
          new BatchLoader(
              trainPhotos,
              classes(TrainingData.classes(manifest, trainSamples), unlabelled.size()),
              new TrainPreset(
                  config.variation().augmentation(),
                  config.variation().world(),
                  preprocessing,
                  shownSize),
              config.batchOptions(manifest.labels().size()),
              teachers.map(teacher -> new Teaching(teacher, config.distillation(), studentSize)));
      ValidationSet validation =
          new ValidationSet(
              validationCrops,
              TrainingData.classes(manifest, validationSamples),
              new EvalPreset(preprocessing));
      return new TrainingInputs(trainPhotos, validationCrops, loader, validation, teachers);
    } catch (RuntimeException e) {
      teachers.ifPresent(Teachers::close);
      throw e;
    }
  }

  private static Teachers teachers(
      Distillation distillation, DatasetManifest manifest, TrainingConfig config) {
    return Teachers.open(
        distillation.teachers(),
        manifest.labels(),
        config.preprocessing(),
        config.distillation().temperature());
  }

  /** The classes of labelled photos, and after them those of photos without a label. */
  private static int[] classes(int[] labelled, int unlabelled) {
    int[] classes = Arrays.copyOf(labelled, labelled.length + unlabelled);
    Arrays.fill(classes, labelled.length, classes.length, EpochSampler.UNLABELLED);
    return classes;
  }

  private static Photos cached(PhotoFiles files, Optional<Path> cache, TrainingConfig config) {
    if (cache.isEmpty()) {
      return files;
    }
    return new PhotoCache(cache.get(), PhotoCache.DEFAULT_LIMIT)
        .of(files, config.compute().threads());
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
    teachers.ifPresent(Teachers::close);
    trainPhotos.close();
    validationCrops.close();
  }
}
