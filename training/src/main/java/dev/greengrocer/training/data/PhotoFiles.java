package dev.greengrocer.training.data;

import dev.greengrocer.Sample;
import dev.greengrocer.dataset.DatasetManifest;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import java.util.List;
import java.util.function.UnaryOperator;

/** Photos decoded from their files each time that they are asked for. Thread-safe. */
public final class PhotoFiles implements Photos {

  private final DatasetManifest manifest;
  private final List<Sample> samples;
  private final UnaryOperator<RgbImage> transform;
  private final ImageDecoder decoder = new ImageDecoder();

  /**
   * Reads nothing yet.
   *
   * @param samples of the manifest, in the order of their positions
   * @param transform applied to each decoded photo; thread-safe
   */
  public PhotoFiles(
      DatasetManifest manifest, List<Sample> samples, UnaryOperator<RgbImage> transform) {
    this.manifest = manifest;
    this.samples = List.copyOf(samples);
    this.transform = transform;
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public RgbImage get(int index) {
    return transform.apply(decoder.decode(manifest.file(samples.get(index))));
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
