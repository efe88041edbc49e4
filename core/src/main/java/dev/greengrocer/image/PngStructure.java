package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The chunks of a PNG, walked to its end mark. */
final class PngStructure {

  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12; // length, type and checksum
  private static final int HEADER_LENGTH = 13;
  private static final int COLOUR = 2;
  private static final int PALETTE = 3;
  private static final int ALPHA_CHANNEL = 4;

  /** How much more than the rows a picture may hold; it takes no time that is worth a word. */
  private static final long SPARE_BYTES = 1 << 24;

  /** Deflate makes at most 258 bytes of two bits. */
  private static final int MOST_INFLATION = 1_032;

  private static final byte[] EXIF = "eXIf".getBytes(ISO_8859_1);
  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /** Pixels of the passes of an interlaced picture: first column and row, and the steps. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private PngStructure() {}

  static ImageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (!type(buffer, SIGNATURE).equals("IHDR") || buffer.getInt(SIGNATURE) != HEADER_LENGTH) {
      throw new MalformedImageException("it does not begin with its header");
    }
    boolean transparent = false;
    int orientation = Orientation.UPRIGHT;
    boolean picture = false;
    boolean ended = false;
    boolean palette = false;
    int colours = 0;
    String type = "";
    for (int at = SIGNATURE; !type.equals("IEND"); at = next(buffer, at)) {
      String before = type;
      type = type(buffer, at);
      checkSum(buffer, at, type);
      ended |= before.equals("IDAT") && !type.equals("IDAT");
      switch (type) {
        case "IHDR" -> {
          if (at != SIGNATURE) {
            throw new MalformedImageException("it has two headers");
          }
          checkHeader(bytes);
          transparent = (colourType(bytes) & ALPHA_CHANNEL) != 0;
        }
        case "PLTE" -> {
          if (palette || picture) {
            throw new MalformedImageException("a palette in the wrong place");
          }
          palette = true;
          colours = colours(buffer, at);
        }
        case "IDAT" -> {
          if (ended) {
            throw new MalformedImageException("its picture is in two parts");
          }
          picture = true;
        }
        case "tRNS" -> transparent |= !picture && isTransparency(buffer, at, colours);
        case "eXIf" -> orientation = Orientation.read(bytes, at + 8);
        default -> {}
      }
    }
    if (!picture) {
      throw new MalformedImageException("it holds no picture");
    }
    if (colourType(bytes) == PALETTE && !palette) {
      throw new MalformedImageException("it has no palette");
    }
    int width = buffer.getInt(16);
    int height = buffer.getInt(20);
    // Transparent pixels are decoded with their alpha and depth, and are blended in place.
    long alpha = transparent ? 4L * (bitDepth(bytes) == 16 ? 2 : 1) : 0;
    long perPixel = Math.max(ImageHeader.OPAQUE_BYTES, alpha + ImageHeader.OPAQUE_BYTES / 2);
    return ImageHeader.ofStored(
        ImageFormat.PNG, width, height, orientation, transparent, (long) width * height * perPixel);
  }

  private static void checkHeader(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int depth = bitDepth(bytes);
    int type = colourType(bytes);
    boolean power = depth >= 1 && depth <= 16 && Integer.bitCount(depth) == 1;
    boolean fits =
        switch (type) {
          case 0 -> power;
          case PALETTE -> power && depth <= 8;
          case COLOUR, ALPHA_CHANNEL, COLOUR | ALPHA_CHANNEL -> power && depth >= 8;
          default -> false;
        };
    if (!fits || bytes[26] != 0 || bytes[27] != 0 || (bytes[28] & 0xfe) != 0) {
      throw new MalformedImageException(
          "colour type %d with %d bits, compression %d, filter %d, interlace %d"
              .formatted(type, depth, bytes[26], bytes[27], bytes[28]));
    }
    if (buffer.getInt(16) < 1 || buffer.getInt(20) < 1) {
      throw new MalformedImageException(
          "it is %d x %d pixels large".formatted(buffer.getInt(16), buffer.getInt(20)));
    }
  }

  private static int colours(ByteBuffer buffer, int at) {
    int length = buffer.getInt(at);
    if (length < 3 || length > 768 || length % 3 != 0) {
      throw new MalformedImageException("a palette of %d bytes".formatted(length));
    }
    return length / 3;
  }

  /** Whether a decoder heeds a chunk of transparent colours: it has the length that it needs. */
  private static boolean isTransparency(ByteBuffer buffer, int at, int colours) {
    int length = buffer.getInt(at);
    return switch (buffer.get(25) & 0xff) {
      case 0 -> length == 2;
      case COLOUR -> length == 6;
      case PALETTE -> length >= 1 && length <= colours;
      default -> false;
    };
  }

  /**
   * The same picture without the chunks that do not belong to it: colour profiles, texts, further
   * frames, palettes of pictures without one. The decoder reads no meaning from them, but prints
   * what displeases it about them.
   */
  static byte[] picture(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    int colours = 0;
    boolean transparency = false;
    boolean picture = false;
    String type = "";
    for (int at = SIGNATURE; !type.equals("IEND"); at = next(buffer, at)) {
      type = type(buffer, at);
      picture |= type.equals("IDAT");
      boolean keep =
          switch (type) {
            case "PLTE" -> {
              colours = colours(buffer, at);
              yield colourType(bytes) == PALETTE;
            }
            case "tRNS" -> !transparency && !picture && isTransparency(buffer, at, colours);
            default -> PICTURE.contains(type);
          };
      transparency |= keep && type.equals("tRNS");
      if (keep) {
        int length = type.equals("IEND") ? 0 : buffer.getInt(at);
        write(bytes, at + 4, length, kept);
      }
    }
    return kept.toByteArray();
  }

  /**
   * The same picture with an orientation, as {@link #picture(byte[])} leaves it out; empty when
   * there is more behind its pixels, or less than all of them.
   */
  static Optional<byte[]> picture(byte[] bytes, int orientation) {
    byte[] bare = picture(bytes);
    if (!isExact(bare)) {
      return Optional.empty();
    }
    if (orientation == Orientation.UPRIGHT) {
      return Optional.of(bare);
    }
    byte[] tiff = Orientation.tiff(orientation);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bare.length + OVERHEAD + tiff.length);
    int headerEnd = next(ByteBuffer.wrap(bare), SIGNATURE);
    kept.write(bare, 0, headerEnd);
    byte[] chunk = ByteBuffer.allocate(4 + tiff.length).put(EXIF).put(tiff).array();
    write(chunk, 0, tiff.length, kept);
    kept.write(bare, headerEnd, bare.length - headerEnd);
    return Optional.of(kept.toByteArray());
  }

  /** Writes a chunk whose type begins at an index, followed by its data. */
  private static void write(byte[] bytes, int typeAt, int length, ByteArrayOutputStream kept) {
    CRC32 sum = new CRC32();
    sum.update(bytes, typeAt, 4 + length);
    kept.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    kept.write(bytes, typeAt, 4 + length);
    kept.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /**
   * Whether the compressed picture holds far more than the rows of the header. A decoder reads all
   * of it: ten megabytes may come to ten gigabytes of zeros, which takes a minute.
   *
   * @param bare a picture whose sides are within the limits
   */
  static boolean holdsMoreThanRows(byte[] bare) {
    long most = rawBytes(bare) + SPARE_BYTES;
    return (long) bare.length * MOST_INFLATION > most && inflate(bare, most).inflated > most;
  }

  /** Whether the compressed picture holds the rows of the header, and ends with its last chunk. */
  private static boolean isExact(byte[] bare) {
    long expected = rawBytes(bare);
    Inflated found = inflate(bare, expected);
    return found.ended && found.inflated == expected;
  }

  /**
   * What the compressed picture comes to.
   *
   * @param inflated how many bytes were inflated until they were too many or damaged
   * @param ended whether it ends with its last chunk
   */
  private record Inflated(long inflated, boolean ended) {}

  /** Inflates the picture, and stops soon after a number of bytes. */
  private static Inflated inflate(byte[] bare, long most) {
    ByteBuffer buffer = ByteBuffer.wrap(bare);
    Inflater inflater = new Inflater();
    long inflated = 0;
    try {
      byte[] rows = new byte[64 * 1024];
      for (int at = SIGNATURE; at < bare.length; at = next(buffer, at)) {
        if (!type(buffer, at).equals("IDAT")) {
          continue;
        }
        if (inflater.finished() && buffer.getInt(at) > 0) {
          return new Inflated(inflated, false);
        }
        inflater.setInput(bare, at + 8, buffer.getInt(at));
        int count = inflater.inflate(rows);
        while (count > 0) {
          inflated += count;
          if (inflated > most) {
            return new Inflated(inflated, false);
          }
          count = inflater.inflate(rows);
        }
        if (inflater.needsDictionary()) {
          return new Inflated(inflated, false);
        }
      }
      return new Inflated(inflated, inflater.finished() && inflater.getRemaining() == 0);
    } catch (DataFormatException e) {
      return new Inflated(inflated, false);
    } finally {
      inflater.end();
    }
  }

  /** The bytes of all rows with their filters, before compression. */
  private static long rawBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int width = buffer.getInt(16);
    int height = buffer.getInt(20);
    int bits =
        bitDepth(bytes)
            * switch (colourType(bytes)) {
              case COLOUR -> 3;
              case ALPHA_CHANNEL -> 2;
              case COLOUR | ALPHA_CHANNEL -> 4;
              default -> 1;
            };
    if (bytes[28] == 0) {
      return rawBytes(width, height, bits);
    }
    long sum = 0;
    for (int[] pass : PASSES) {
      sum +=
          rawBytes(
              (width - pass[0] + pass[2] - 1) / pass[2],
              (height - pass[1] + pass[3] - 1) / pass[3],
              bits);
    }
    return sum;
  }

  private static long rawBytes(int width, int height, int bits) {
    return width <= 0 || height <= 0 ? 0 : height * (1 + ((long) width * bits + 7) / 8);
  }

  private static int bitDepth(byte[] bytes) {
    return bytes[24] & 0xff;
  }

  private static int colourType(byte[] bytes) {
    return bytes[25] & 0xff;
  }

  private static String type(ByteBuffer buffer, int at) {
    byte[] type = new byte[4];
    buffer.get(at + 4, type);
    return new String(type, ISO_8859_1);
  }

  private static int next(ByteBuffer buffer, int at) {
    long next = at + OVERHEAD + Integer.toUnsignedLong(buffer.getInt(at));
    return (int) Math.min(next, buffer.limit());
  }

  private static void checkSum(ByteBuffer buffer, int at, String type) {
    if (!PICTURE.contains(type)) {
      return;
    }
    int length = buffer.getInt(at);
    CRC32 sum = new CRC32();
    sum.update(buffer.slice(at + 4, length + 4));
    if ((int) sum.getValue() != buffer.getInt(at + 8 + length)) {
      throw new MalformedImageException(
          "the checksum of chunk %s at byte %d is wrong".formatted(type, at));
    }
  }
}
