package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.fuzz.Told;

/** Headers of images, and what is kept of a photo without decoding it. */
public final class ImageHeaderTarget {

  private ImageHeaderTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      ImageDecoder.reads(bytes);
      MetadataStripper.unchanged(bytes, ImageHeader.read(bytes, "fuzz"));
    } catch (InvalidImageException e) {
      Told.in(e);
    }
  }
}
