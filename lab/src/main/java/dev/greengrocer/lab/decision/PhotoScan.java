package dev.greengrocer.lab.decision;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.NetworkScan;
import dev.greengrocer.inference.OnnxClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;

/** Shows photos to a network, one list after another, and counts them all. Not thread-safe. */
final class PhotoScan {

  private final OnnxClassifier classifier;
  private final LongConsumer progress;
  private long done;

  /** Borrows a classifier; whoever opened it closes it. */
  PhotoScan(OnnxClassifier classifier, LongConsumer progress) {
    this.classifier = classifier;
    this.progress = progress;
  }

  /** Labelled photos, by the model's labels. */
  List<CalibrationPhoto> scan(List<OutsidePhotos.Photo> photos) {
    return scan(
        photos.stream().map(OutsidePhotos.Photo::file).toList(),
        index -> classifier.labels().indexOf(photos.get(index).label()));
  }

  /** Photos of nothing that the model knows. */
  List<CalibrationPhoto> scanUnknown(List<Path> files) {
    return scan(files, index -> CalibrationPhoto.UNKNOWN);
  }

  private List<CalibrationPhoto> scan(List<Path> files, IntUnaryOperator labels) {
    List<CalibrationPhoto> photos = new ArrayList<>(files.size());
    new NetworkScan(classifier, new ImageDecoder())
        .scan(
            files,
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
