package dev.greengrocer.training;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkScan;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What a network computes of photos before its last layer. */
final class PhotoFeatures {

  private PhotoFeatures() {}

  /**
   * The pooled features of photos.
   *
   * @param samples of the manifest
   * @param progress told how many photos are done
   * @return a row a sample
   * @throws InvalidModelException if the network does not give its features
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  static float[][] of(
      NetworkClassifier classifier,
      DatasetManifest manifest,
      List<Sample> samples,
      LongConsumer progress) {
    List<float[]> features = new ArrayList<>(samples.size());
    new NetworkScan(classifier, new ImageDecoder())
        .scan(
            samples.stream().map(manifest::file).toList(),
            scanned -> {
              features.add(
                  scanned
                      .output()
                      .features()
                      .orElseThrow(
                          () ->
                              new InvalidModelException(
                                  classifier.bundle().modelFile()
                                      + ": the network does not give its features; choose a model"
                                      + " that ends in global average pooling and one dense"
                                      + " layer")));
              progress.accept(features.size());
            });
    return features.toArray(float[][]::new);
  }
}
