package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A photo as it may be kept: its picture, and nothing of what cameras and programs write about the
 * place, the time, the camera and its owner. Stateless and thread-safe.
 *
 * <p>Only what a decoder needs for the pixels is kept, and the orientation: a list of what may
 * stay, not of what must go. What is left out are EXIF (the place among it), XMP, IPTC, colour
 * profiles, of which the decoder reads nothing, comments, texts, previews, further pictures in the
 * same file, and whatever follows the picture's end, also within its last part.
 *
 * <p>The pixels stay as they are. Those of JPEG, PNG and ordinary WebP photos are not compressed
 * anew; where nothing tells the end of a picture from what may be hidden behind it, as in damaged
 * JPEGs and WebPs with alpha, the pixels are kept as PNG.
 */
public final class MetadataStripper {

  private MetadataStripper() {}

  /**
   * The bytes to keep.
   *
   * @param bytes a whole file
   * @param header what {@link ImageDecoder#header} found in it
   * @param image its pixels at full size, upright; asked for only when {@link #unchanged} is empty:
   *     they become PNG
   * @throws InvalidImageException if the bytes are not a readable image
   */
  public static byte[] of(byte[] bytes, ImageHeader header, Supplier<RgbImage> image) {
    return unchanged(bytes, header).orElseGet(() -> ImageOperations.encodePng(image.get()));
  }

  /**
   * The bytes to keep when they can be taken from the file without compressing the picture anew.
   *
   * @param bytes a whole file
   * @param header what {@link ImageDecoder#header} found in it
   * @return empty when the format has to change: of BMP and GIF, and where the end of the picture
   *     is not known
   */
  public static Optional<byte[]> unchanged(byte[] bytes, ImageHeader header) {
    return switch (header.format()) {
      case JPEG -> jpeg(bytes, header);
      case PNG -> PngStructure.picture(bytes, header.orientation());
      case WEBP ->
          WebpStructure.isPlain(bytes)
              ? Optional.of(WebpStructure.picture(bytes, header.orientation()))
              : Optional.empty();
      case BMP, GIF -> Optional.empty();
    };
  }

  private static Optional<byte[]> jpeg(byte[] bytes, ImageHeader header) {
    try {
      return JpegPicture.of(bytes, header.orientation());
    } catch (MalformedImageException | IndexOutOfBoundsException e) {
      return Optional.empty(); // tables that decoders make sense of all the same
    }
  }
}
