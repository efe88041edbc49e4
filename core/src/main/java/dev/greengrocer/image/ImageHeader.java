package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;

/**
 * What an image file says about itself, found without decoding its pixels.
 *
 * @param format the format that its bytes have
 * @param width pixels across, after the orientation is applied
 * @param height pixels down, after the orientation is applied
 * @param orientation the EXIF orientation, 1 (upright) to 8
 * @param transparent whether pixels may be transparent
 * @param decodingBytes most memory that decoding it at full size takes, the result included
 */
public record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    int orientation,
    boolean transparent,
    long decodingBytes) {

  /** What a pixel without alpha takes: three bytes in native memory, and three in the result. */
  public static final int OPAQUE_BYTES = 6;

  /** The header of an image of which a decoder needs no more than its pixels. */
  ImageHeader(ImageFormat format, int width, int height, int orientation, boolean transparent) {
    this(
        format,
        width,
        height,
        orientation,
        transparent,
        (long) width * height * (transparent ? 2 * OPAQUE_BYTES : OPAQUE_BYTES));
  }

  /** The header of an image whose sides are given as they are stored. */
  static ImageHeader ofStored(
      ImageFormat format,
      int width,
      int height,
      int orientation,
      boolean transparent,
      long decodingBytes) {
    return Orientation.swapsSides(orientation)
        ? new ImageHeader(format, height, width, orientation, transparent, decodingBytes)
        : new ImageHeader(format, width, height, orientation, transparent, decodingBytes);
  }

  /**
   * Reads the header and checks that the file is whole, every part that it announces being there to
   * its end mark, and that decoding it costs no more than its sides tell.
   *
   * @param bytes the whole file
   * @param name what to call it in a message
   * @throws InvalidImageException if it is empty, of no known format, damaged or cut off
   */
  public static ImageHeader read(byte[] bytes, String name) {
    if (bytes.length == 0) {
      throw new InvalidImageException(name + ": empty (0 bytes); remove it or fetch it again");
    }
    ImageFormat format =
        ImageFormat.of(bytes)
            .orElseThrow(
                () ->
                    new InvalidImageException(
                        "%s: %s (%d bytes); remove it or convert it"
                            .formatted(name, ForeignFormat.describe(bytes), bytes.length)));
    try {
      ImageHeader header =
          switch (format) {
            case JPEG -> JpegStructure.header(bytes);
            case PNG -> PngStructure.read(bytes);
            case WEBP -> WebpStructure.read(bytes);
            case BMP -> BmpStructure.read(bytes);
            case GIF -> GifStructure.read(bytes);
          };
      if (header.width < 1 || header.height < 1) {
        throw new MalformedImageException(
            "it is %d x %d pixels large".formatted(header.width, header.height));
      }
      return header;
    } catch (IndexOutOfBoundsException e) {
      throw new InvalidImageException(
          "%s: truncated %s: it ends after %d bytes, before its picture does; remove it or fetch it again"
              .formatted(name, format, bytes.length),
          e);
    } catch (MalformedImageException e) {
      throw new InvalidImageException(
          "%s: damaged %s: %s (%d bytes); remove it or fetch it again"
              .formatted(name, format, e.getMessage(), bytes.length),
          e);
    }
  }
}
