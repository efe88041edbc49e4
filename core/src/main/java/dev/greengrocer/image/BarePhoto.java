package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;
import java.util.function.Supplier;

/**
 * A photo as it may be kept: its picture, and nothing of what cameras and programs write about the
 * place, the time, the camera and its owner. Stateless and thread-safe.
 *
 * <p>Pixels stay as they are: nothing is compressed anew. What is left out are EXIF (the place
 * among it), XMP, IPTC, comments, texts, previews, further pictures in the same file, and whatever
 * follows the picture's end; what is kept beside it is the orientation and the colour profile.
 */
public final class BarePhoto {

  private BarePhoto() {}

  /**
   * The bytes to keep.
   *
   * @param bytes a whole file
   * @param header what {@link ImageDecoder#header} found in it
   * @param image its pixels at full size; asked for only when the format has to change, which BMP
   *     and GIF do: they become PNG
   * @throws InvalidImageException if the bytes are not a readable image
   */
  public static byte[] of(byte[] bytes, ImageHeader header, Supplier<RgbImage> image) {
    return switch (header.format()) {
      case JPEG -> JpegStructure.picture(bytes, header.orientation());
      case PNG -> PngStructure.picture(bytes, header.orientation());
      case WEBP -> WebpStructure.picture(bytes, header.orientation());
      case BMP, GIF -> ImageOperations.encodePng(image.get());
    };
  }
}
