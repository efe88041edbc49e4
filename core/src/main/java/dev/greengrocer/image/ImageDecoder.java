package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Bytes to pixels. Immutable and thread-safe.
 *
 * <p>The format is taken from the bytes, never from the file's name. The EXIF orientation is
 * applied, transparent pixels are shown on white, and grey, 16-bit and CMYK images become 8-bit
 * RGB. Limits are checked and cut-off files refused before any decoder runs.
 *
 * <pre>{@code
 * ImageDecoder decoder = new ImageDecoder(12_000_000); // refuses photos of more than 12 megapixels
 * try {
 *   RgbImage image = decoder.decode(photo);
 *   System.out.println(image.width() + " x " + image.height());
 * } catch (InvalidImageException e) {
 *   System.err.println(e.getMessage()); // names the file and what is wrong with it
 * }
 * RgbImage small = decoder.decode(Files.readAllBytes(photo), "upload", 240); // a JPEG costs less so
 * }</pre>
 */
public final class ImageDecoder {

  /** Most pixels that an image may have, unless told otherwise: 50 million. */
  public static final long DEFAULT_PIXEL_LIMIT = 50_000_000;

  /**
   * Most bytes that a file may have: those of an uncompressed image of 32-bit pixels within the
   * default limit.
   */
  public static final int BYTE_LIMIT = (int) (4 * DEFAULT_PIXEL_LIMIT + 4096);

  // libjpeg can shrink while it decodes by dropping detail from each 8 x 8 block, which is crude
  // near its limit: with twice the wanted size left, the area average that follows sets the result,
  // and it stays within one grey level of the full-size path on average.
  private static final int MARGIN = 2;

  private final long pixelLimit;

  /** Decodes images of up to {@link #DEFAULT_PIXEL_LIMIT} pixels. */
  public ImageDecoder() {
    this(DEFAULT_PIXEL_LIMIT);
  }

  /**
   * Decodes images of up to a number of pixels.
   *
   * @param pixelLimit most pixels that an image may have, width times height
   */
  public ImageDecoder(long pixelLimit) {
    this.pixelLimit = pixelLimit;
  }

  /**
   * Decodes a file at its full size.
   *
   * @throws InvalidImageException if it is not a readable image within the limits
   * @throws StorageException if the file cannot be read
   */
  public RgbImage decode(Path file) {
    byte[] bytes = contents(file);
    return isHeif(bytes)
        ? decodeContents(bytes, file.toString(), 0)
        : decode(bytes, file.toString());
  }

  /**
   * Decodes a file for a use that needs no more than a certain size; large JPEGs are decoded at a
   * fraction of their size, which is faster.
   *
   * @param shortSide pixels of the short side that the caller will shrink it to; the result has at
   *     least twice as many, or all that there are
   * @throws InvalidImageException if it is not a readable image within the limits
   * @throws StorageException if the file cannot be read
   */
  public RgbImage decode(Path file, int shortSide) {
    return decodeContents(contents(file), file.toString(), shortSide);
  }

  /**
   * Reads a file once and decodes it for several uses, each time exactly as {@link #decode(Path,
   * int)}. Uses that want a JPEG at the same fraction of its size, and all uses of other formats,
   * share one image.
   *
   * @param shortSides pixels of the short sides that the caller will shrink it to
   * @return one image for each of them, in their order
   * @throws InvalidImageException if it is not a readable image within the limits
   * @throws StorageException if the file cannot be read
   */
  public List<RgbImage> decode(Path file, List<Integer> shortSides) {
    byte[] bytes = contents(file);
    String name = file.toString();
    if (isHeif(bytes)) {
      return Collections.nCopies(shortSides.size(), decodeContents(bytes, name, 0));
    }
    ImageHeader header = header(bytes, name);
    Map<Integer, RgbImage> decoded = new HashMap<>();
    return shortSides.stream()
        .map(
            shortSide ->
                decoded.computeIfAbsent(
                    reduction(header, shortSide),
                    reduction -> decode(bytes, name, header, reduction)))
        .toList();
  }

  /**
   * Decodes what a file holds, wherever it was read from, exactly as {@link #decode(Path, int)}
   * decodes a file: HEIC and AVIF too, where libheif is installed.
   *
   * @param contents all bytes of the file
   * @param name what to call it in a message
   * @param shortSide pixels of the short side that the caller will shrink it to
   * @throws InvalidImageException if it is not a readable image within the limits
   */
  public RgbImage decodeContents(byte[] contents, String name, int shortSide) {
    requireWithinLimit(contents.length, name);
    if (!isHeif(contents)) {
      return decode(contents, name, shortSide);
    }
    if (!HeifTool.found()) {
      throw new InvalidImageException(
          "%s: %s, which is not read without libheif; convert it to JPEG, or install libheif's command heif-dec or heif-convert"
              .formatted(name, ForeignFormat.of(contents).orElseThrow().title()));
    }
    return decodeHeif(contents, name);
  }

  /**
   * Whether {@link #decode(Path)} reads files that begin with some bytes: the formats of {@link
   * ImageFormat}, and HEIC and AVIF where the system's libheif is installed.
   *
   * @param start the first bytes of a file
   */
  public static boolean reads(byte[] start) {
    return ImageFormat.of(start).isPresent() || throughLibheif(start);
  }

  private static boolean throughLibheif(byte[] bytes) {
    return HeifTool.found() && isHeif(bytes);
  }

  private static boolean isHeif(byte[] bytes) {
    return ForeignFormat.of(bytes).filter(ForeignFormat::readByLibheif).isPresent();
  }

  /** What libheif gives is upright already, whatever its metadata says. */
  private RgbImage decodeHeif(byte[] bytes, String name) {
    byte[] png = HeifTool.toPng(bytes, name, BYTE_LIMIT);
    ImageHeader header = header(png, name);
    ImageHeader upright =
        new ImageHeader(header.format(), header.width(), header.height(), 1, header.transparent());
    return decode(png, name, upright, 1);
  }

  /**
   * Decodes bytes at their full size.
   *
   * @param name what to call them in a message
   * @throws InvalidImageException if they are not a readable image within the limits
   */
  public RgbImage decode(byte[] bytes, String name) {
    return decode(bytes, name, header(bytes, name), 1);
  }

  /**
   * Decodes bytes for a use that needs no more than a certain size, see {@link #decode(Path, int)}.
   *
   * @param name what to call them in a message
   * @param shortSide pixels of the short side that the caller will shrink it to
   * @throws InvalidImageException if they are not a readable image within the limits
   */
  public RgbImage decode(byte[] bytes, String name, int shortSide) {
    ImageHeader header = header(bytes, name);
    return decode(bytes, name, header, reduction(header, shortSide));
  }

  /**
   * Reads what the image says about itself and checks that it is whole and within the limits.
   *
   * @param name what to call it in a message
   * @throws InvalidImageException if it is not, or no image at all
   */
  public ImageHeader header(byte[] bytes, String name) {
    ImageHeader header = ImageHeader.read(bytes, name);
    long pixels = (long) header.width() * header.height();
    if (pixels > pixelLimit) {
      throw new InvalidImageException(
          "%s: %d x %d pixels are more than the limit of %d; make it smaller or raise the limit"
              .formatted(name, header.width(), header.height(), pixelLimit));
    }
    return header;
  }

  /**
   * Reads a file that may be a photo.
   *
   * @return all its bytes
   * @throws InvalidImageException if it is a pipe or device, or longer than {@link #BYTE_LIMIT}
   * @throws StorageException if it is a folder or cannot be read
   */
  public static byte[] contents(Path file) {
    try {
      requireWithinLimit(RegularFile.size(file), file.toString());
      return RegularFile.read(file, BYTE_LIMIT);
    } catch (RegularFile.NotRegularException e) {
      if (Files.isDirectory(file)) {
        throw new StorageException(file + ": a folder, not a photo; give the photos in it", e);
      }
      throw new InvalidImageException(file + ": a pipe, socket or device, not a photo", e);
    } catch (IOException e) {
      throw new StorageException(
          file + ": cannot be read; check that it exists and its permissions", e);
    }
  }

  private static void requireWithinLimit(long bytes, String name) {
    if (bytes > BYTE_LIMIT) {
      throw new InvalidImageException(
          "%s: %d bytes are more than the limit of %d; make it smaller"
              .formatted(name, bytes, BYTE_LIMIT));
    }
  }

  /** The number by which libjpeg may divide the sides: 1, 2, 4 or 8. */
  static int reduction(ImageHeader header, int shortSide) {
    int reduction = 1;
    long stored = Math.min(header.width(), header.height());
    while (header.format() == ImageFormat.JPEG
        && reduction < 8
        && stored / (2L * reduction) >= (long) MARGIN * shortSide) {
      reduction *= 2;
    }
    return reduction;
  }

  private static RgbImage decode(byte[] bytes, String name, ImageHeader header, int reduction) {
    byte[] picture = picture(bytes, header);
    if (header.format() == ImageFormat.PNG && PngStructure.holdsMoreThanRows(picture)) {
      throw new InvalidImageException(
          "%s: damaged PNG: its compressed data hold more than its %d x %d pixels (%d bytes); remove it or fetch it again"
              .formatted(name, header.width(), header.height(), bytes.length));
    }
    try (BytePointer pointer = new BytePointer(picture);
        Mat encoded = new Mat(1, picture.length, opencv_core.CV_8UC1, pointer);
        Mat decoded = pixels(encoded, name, header, reduction)) {
      if (header.transparent()) {
        try (Mat opaque = Transparency.onWhite(decoded)) {
          return upright(opaque, header);
        }
      }
      return upright(decoded, header);
    }
  }

  private static RgbImage upright(Mat decoded, ImageHeader header) {
    Orientation.apply(header.orientation(), decoded);
    return Mats.toImage(decoded);
  }

  /** What the decoder is given: the part of the file that the header check has seen. */
  private static byte[] picture(byte[] bytes, ImageHeader header) {
    return switch (header.format()) {
      case PNG -> PngStructure.picture(bytes);
      case WEBP -> WebpStructure.picture(bytes, Orientation.UPRIGHT);
      case GIF -> GifStructure.picture(bytes);
      case JPEG, BMP -> bytes;
    };
  }

  // OpenCV tells of some damage by an empty matrix and of other by an exception.
  private static Mat pixels(Mat encoded, String name, ImageHeader header, int reduction) {
    Mat decoded;
    try {
      decoded = opencv_imgcodecs.imdecode(encoded, mode(header, reduction));
    } catch (RuntimeException e) {
      throw new InvalidImageException(undecodable(name, header), e);
    }
    if (decoded.empty()) {
      decoded.close();
      throw new InvalidImageException(undecodable(name, header));
    }
    return decoded;
  }

  private static String undecodable(String name, ImageHeader header) {
    return "%s: damaged %s: its pixels cannot be decoded; remove it or fetch it again"
        .formatted(name, header.format());
  }

  private static int mode(ImageHeader header, int reduction) {
    if (header.transparent()) {
      return opencv_imgcodecs.IMREAD_UNCHANGED;
    }
    int size =
        switch (reduction) {
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
          default -> 0;
        };
    // The "grey" flags are the sizes alone; this one makes the result colour.
    return size | opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
  }
}
