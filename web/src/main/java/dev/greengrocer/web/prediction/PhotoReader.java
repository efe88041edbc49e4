package dev.greengrocer.web.prediction;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.image.ForeignFormat;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.image.ImageHeader;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.MetadataStripper;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.util.Optional;

/**
 * Bytes that a stranger sent to what the network takes and the books keep. Nothing of the caller's
 * words is believed: the type comes from the bytes, and every limit is checked on the header before
 * a decoder runs. Thread-safe.
 */
final class PhotoReader {

  private static final int THUMBNAIL_SIDE = 192;
  private static final int THUMBNAIL_QUALITY = 80;
  private static final String NAME = "The photo";

  private final UploadSettings limits;
  private final ImageDecoder decoder;

  PhotoReader(UploadSettings limits) {
    this.limits = limits;
    this.decoder = new ImageDecoder(limits.maxPixels());
  }

  /**
   * Checks what a photo says about itself.
   *
   * @throws RefusedException if it is no photo, damaged, or beyond a limit
   */
  ImageHeader check(byte[] bytes) {
    if (bytes.length == 0) {
      throw new RefusedException(Problem.NO_PHOTO, "The photo is empty (0 bytes)");
    }
    if (bytes.length > limits.maxSize().toBytes()) {
      throw SpooledUpload.tooLarge(limits.maxSize().toBytes());
    }
    if (ImageFormat.of(bytes).isEmpty()) {
      throw new RefusedException(
          Problem.NOT_AN_IMAGE,
          "The photo is %s (%d bytes); convert it, or let the camera write JPEG"
              .formatted(ForeignFormat.describe(bytes), bytes.length));
    }
    ImageHeader header;
    try {
      header = ImageHeader.read(bytes, NAME);
    } catch (InvalidImageException e) {
      throw damaged(e);
    }
    checkSides(header);
    return header;
  }

  private void checkSides(ImageHeader header) {
    long pixels = (long) header.width() * header.height();
    if (pixels > limits.maxPixels()) {
      throw new RefusedException(
          Problem.IMAGE_DIMENSIONS,
          "%d x %d pixels are more than the limit of %d; send a smaller photo"
              .formatted(header.width(), header.height(), limits.maxPixels()));
    }
    double aspect =
        (double) Math.max(header.width(), header.height())
            / Math.min(header.width(), header.height());
    if (aspect > limits.maxAspect()) {
      throw new RefusedException(
          Problem.IMAGE_DIMENSIONS,
          "%d x %d pixels are too narrow: one side is more than %.0f times as long as the other"
              .formatted(header.width(), header.height(), limits.maxAspect()));
    }
  }

  /**
   * Decodes a checked photo.
   *
   * @throws RefusedException if its pixels cannot be decoded
   */
  Decoded decode(byte[] bytes, ImageHeader header, Preprocessing preprocessing) {
    try {
      long start = System.nanoTime();
      // What is kept is what is decoded, so that it shows what was answered and can be decoded.
      Optional<byte[]> unchanged = MetadataStripper.unchanged(bytes, header);
      RgbImage image =
          unchanged.isPresent()
              ? decoder.decode(unchanged.get(), NAME, preprocessing.resize())
              : decoder.decode(bytes, NAME);
      long decoded = System.nanoTime();
      ImageTensor tensor = preprocessing.apply(image);
      long prepared = System.nanoTime();
      byte[] bare = unchanged.orElseGet(() -> ImageOperations.encodePng(image));
      return new Decoded(tensor, bare, decoded - start, prepared - decoded);
    } catch (InvalidImageException e) {
      throw damaged(e);
    }
  }

  /**
   * Reads the header of a kept photo.
   *
   * @throws RefusedException if it can no longer be read
   */
  ImageHeader checkKept(byte[] bytes) {
    try {
      return decoder.header(bytes, NAME);
    } catch (InvalidImageException e) {
      throw unreadable(e);
    }
  }

  /**
   * Decodes a kept photo so that its short side has a number of pixels or a little more.
   *
   * @throws RefusedException if it can no longer be decoded
   */
  RgbImage decodeKept(byte[] bytes, int shortSide) {
    try {
      return decoder.decode(bytes, NAME, shortSide);
    } catch (InvalidImageException e) {
      throw unreadable(e);
    }
  }

  // Kept by an earlier version, kept under a higher limit, or altered on the disk.
  private static RefusedException unreadable(InvalidImageException failure) {
    return new RefusedException(
        Problem.DAMAGED_IMAGE,
        "The kept photo cannot be shown: %s".formatted(failure.getMessage()),
        failure);
  }

  /** Makes a kept photo small: an upright JPEG. */
  byte[] thumbnail(byte[] bytes) {
    RgbImage image = decodeKept(bytes, THUMBNAIL_SIDE);
    double scale = Math.min(1, (double) THUMBNAIL_SIDE / Math.max(image.width(), image.height()));
    int width = (int) Math.max(1, Math.round(image.width() * scale));
    int height = (int) Math.max(1, Math.round(image.height() * scale));
    return ImageOperations.encodeJpeg(
        ImageOperations.resize(image, width, height), THUMBNAIL_QUALITY);
  }

  private static RefusedException damaged(InvalidImageException failure) {
    return new RefusedException(
        Problem.DAMAGED_IMAGE, String.valueOf(failure.getMessage()), failure);
  }

  /**
   * A photo out of the decoder.
   *
   * @param tensor what the network takes, {@code [1, 3, S, S]}
   * @param bare the bytes to keep, without metadata
   * @param decodeNanos how long the decoder took
   * @param preprocessNanos how long making the tensor took
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record Decoded(ImageTensor tensor, byte[] bare, long decodeNanos, long preprocessNanos) {}
}
