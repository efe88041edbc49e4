package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import java.util.List;
import java.util.function.UnaryOperator;

/** Photos decoded from their files each time that they are asked for. Thread-safe. */
public final class PhotoFiles implements Photos {

  private final List<PhotoFile> photos;
  private final int shortSide;
  private final UnaryOperator<RgbImage> transform;
  private final String description;
  private final ImageDecoder decoder = new ImageDecoder();

  private PhotoFiles(
      List<PhotoFile> photos,
      int shortSide,
      UnaryOperator<RgbImage> transform,
      String description) {
    this.photos = List.copyOf(photos);
    this.shortSide = shortSide;
    this.transform = transform;
    this.description = description;
  }

  /**
   * Whole photos, shrunk where they are larger than training can use.
   *
   * @param samples of the manifest, in the order of their positions
   * @param shortSide pixels of the short side of a large photo
   */
  public static PhotoFiles shrunk(DatasetManifest manifest, List<Sample> samples, int shortSide) {
    return shrunk(PhotoFile.of(manifest, samples), shortSide);
  }

  /**
   * Whole photos, shrunk where they are larger than training can use.
   *
   * @param photos in the order of their positions
   * @param shortSide pixels of the short side of a large photo
   */
  public static PhotoFiles shrunk(List<PhotoFile> photos, int shortSide) {
    return new PhotoFiles(
        photos, shortSide, photo -> shrink(photo, shortSide), "short side at most " + shortSide);
  }

  /**
   * The pixels that the shipped model would see of each photo, decoded as it would.
   *
   * @param samples of the manifest, in the order of their positions
   */
  public static PhotoFiles cropped(
      DatasetManifest manifest, List<Sample> samples, Preprocessing preprocessing) {
    return new PhotoFiles(
        PhotoFile.of(manifest, samples),
        preprocessing.resize(),
        new EvalPreset(preprocessing)::crop,
        "resize %d, crop %d".formatted(preprocessing.resize(), preprocessing.size()));
  }

  private static RgbImage shrink(RgbImage photo, int shortSide) {
    double scale = (double) shortSide / Math.min(photo.width(), photo.height());
    return scale >= 1
        ? photo
        : ImageOperations.resize(
            photo, scaled(photo.width(), scale), scaled(photo.height(), scale));
  }

  private static int scaled(int side, double scale) {
    return Math.toIntExact(Math.round(side * scale));
  }

  /** The files in the order of their positions. */
  List<PhotoFile> photos() {
    return photos;
  }

  /** What was done to the photos, in words that change whenever the pixels may. */
  String description() {
    return description;
  }

  @Override
  public int size() {
    return photos.size();
  }

  @Override
  public RgbImage get(int index) {
    return transform.apply(decoder.decode(photos.get(index).path(), shortSide));
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
