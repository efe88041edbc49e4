package dev.greengrocer.lab.decision;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Shows photos to a network, one list after another, and counts them all. Not thread-safe. */
final class PhotoScan {

  private final NetworkClassifier classifier;
  private final ImageDecoder decoder = new ImageDecoder();
  private final LongConsumer progress;
  private long done;

  /** Borrows a classifier; its owner closes it. */
  PhotoScan(NetworkClassifier classifier, LongConsumer progress) {
    this.classifier = classifier;
    this.progress = progress;
  }

  /**
   * Labelled photos, by the model's labels.
   *
   * @param crops the pixels that the network sees of each, where they are decoded already
   */
  List<CalibrationPhoto> scan(
      List<OutsidePhotos.Photo> photos, Optional<IntFunction<RgbImage>> crops) {
    return scan(
        photos.size(),
        crops.orElse(index -> decoded(photos.get(index).file())),
        index -> classifier.labels().indexOf(photos.get(index).label()));
  }

  /** Photos of nothing that the model knows. */
  List<CalibrationPhoto> scanUnknown(List<Path> files) {
    return scan(
        files.size(), index -> decoded(files.get(index)), index -> CalibrationPhoto.UNKNOWN);
  }

  private RgbImage decoded(Path file) {
    return classifier.preprocessing().crop(decoder, file);
  }

  private List<CalibrationPhoto> scan(
      int count, IntFunction<RgbImage> crops, IntUnaryOperator labels) {
    List<CalibrationPhoto> photos = new ArrayList<>(count);
    new NetworkScan(classifier, decoder)
        .scan(
            IntStream.range(0, count).boxed().toList(),
            crops::apply,
            scanned -> {
              photos.add(
                  new CalibrationPhoto(
                      labels.applyAsInt(photos.size()), scanned.output(), scanned.clarity()));
              done++;
              progress.accept(done);
            });
    return photos;
  }
}
