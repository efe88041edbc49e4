package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP, see RFC 9649, up to its first picture: that of an animation is its first
 * frame.
 */
final class WebpStructure {

  private static final int FIRST_CHUNK = 12;
  private static final int HEAD = 8; // type and length
  private static final int FRAME_HEADER = 16;
  private static final int EXTENDED_LENGTH = 10;
  private static final int ANIMATED = 0x02;
  private static final int EXIF = 0x08;
  private static final int ALPHA = 0x10;
  private static final int SIDE_14_BITS = 0x3fff;
  private static final int SIDE_24_BITS = 0xffffff;

  /** Photos have five at most; each costs time here. */
  private static final int MOST_CHUNKS = 10_000;

  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final int end;
  private @Nullable Chunk alpha;
  private @Nullable Chunk picture;
  private int width;
  private int height;
  private boolean transparent;
  private int orientation = Orientation.UPRIGHT;

  private WebpStructure(byte[] bytes) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long announced = 8 + Integer.toUnsignedLong(buffer.getInt(4));
    if (announced > bytes.length) {
      throw new IndexOutOfBoundsException("%d bytes are announced".formatted(announced));
    }
    this.end = (int) announced;
  }

  private record Chunk(String type, int at, int data, int length) {

    int end() {
      return data + length;
    }
  }

  static ImageHeader read(byte[] bytes) {
    WebpStructure webp = new WebpStructure(bytes);
    webp.walk();
    // Decoded with alpha when it is transparent, and blended in place; the decoder of lossless
    // pictures keeps the whole of them a second time.
    long perPixel = webp.transparent ? 12 : ImageHeader.OPAQUE_BYTES + 4;
    return ImageHeader.ofStored(
        ImageFormat.WEBP,
        webp.width,
        webp.height,
        webp.orientation,
        webp.transparent,
        (long) webp.width * webp.height * perPixel);
  }

  private void walk() {
    Chunk first = chunk(FIRST_CHUNK, end);
    if (!first.type.equals("VP8X")) {
      takePicture(first, false);
      return;
    }
    if (first.length < EXTENDED_LENGTH) {
      throw new MalformedImageException("a header of %d bytes".formatted(first.length));
    }
    int canvasWidth = 1 + (buffer.getInt(first.data + 4) & SIDE_24_BITS);
    int canvasHeight = 1 + (buffer.getInt(first.data + 6) >>> 8);
    boolean animated = (buffer.get(first.data) & ANIMATED) != 0;
    int chunks = 0;
    for (int at = next(first); at + HEAD <= end; ) {
      Chunk chunk = chunk(at, end);
      if (++chunks > MOST_CHUNKS) {
        throw new MalformedImageException("more than %d chunks".formatted(MOST_CHUNKS));
      }
      switch (chunk.type) {
        case "ANMF" -> {
          if (animated && picture == null) {
            takeFrame(chunk, canvasWidth, canvasHeight);
          }
        }
        case "VP8 ", "VP8L", "ALPH" -> {
          if (!animated && picture == null) {
            take(chunk);
          }
        }
        case "EXIF" -> {
          if (orientation == Orientation.UPRIGHT) {
            boolean prefixed = chunk.length >= 6 && type(chunk.data).equals("Exif");
            orientation = Orientation.read(bytes, chunk.data + (prefixed ? 6 : 0));
          }
        }
        default -> {}
      }
      at = next(chunk);
    }
    if (picture == null) {
      throw new MalformedImageException("it holds no picture");
    }
    if (!animated && (width != canvasWidth || height != canvasHeight)) {
      throw new MalformedImageException(
          "a picture of %d x %d pixels on a canvas of %d x %d"
              .formatted(width, height, canvasWidth, canvasHeight));
    }
  }

  private void take(Chunk chunk) {
    if (chunk.type.equals("ALPH")) {
      alpha = chunk;
    } else {
      takePicture(chunk, alpha != null);
    }
  }

  private void takeFrame(Chunk frame, int canvasWidth, int canvasHeight) {
    if (frame.length < FRAME_HEADER) {
      throw new MalformedImageException("a frame of %d bytes".formatted(frame.length));
    }
    for (int at = frame.data + FRAME_HEADER; picture == null && at + HEAD <= frame.end(); ) {
      Chunk chunk = chunk(at, frame.end());
      if (chunk.type.equals("ALPH") || chunk.type.startsWith("VP8")) {
        take(chunk);
      }
      at = next(chunk);
    }
    int frameWidth = 1 + (buffer.getInt(frame.data + 6) & SIDE_24_BITS);
    int frameHeight = 1 + (buffer.getInt(frame.data + 8) >>> 8);
    if (width != frameWidth
        || height != frameHeight
        || width > canvasWidth
        || height > canvasHeight) {
      throw new MalformedImageException(
          "a picture of %d x %d pixels in a frame of %d x %d"
              .formatted(width, height, frameWidth, frameHeight));
    }
  }

  private void takePicture(Chunk chunk, boolean withAlpha) {
    int data = chunk.data;
    switch (chunk.type) {
      case "VP8 " -> {
        width = buffer.getShort(data + 6) & SIDE_14_BITS;
        height = buffer.getShort(data + 8) & SIDE_14_BITS;
        transparent = withAlpha;
        int firstPartition = (buffer.getInt(data) & SIDE_24_BITS) >>> 5;
        if (10 + firstPartition > chunk.length) {
          throw new IndexOutOfBoundsException("its first partition is cut off");
        }
      }
      case "VP8L" -> {
        int bits = buffer.getInt(data + 1);
        width = 1 + (bits & SIDE_14_BITS);
        height = 1 + (bits >> 14 & SIDE_14_BITS);
        transparent = (bits >> 28 & 1) != 0;
      }
      default ->
          throw new MalformedImageException("it begins with chunk '%s'".formatted(chunk.type));
    }
    picture = chunk;
  }

  /**
   * The first picture and nothing else; its EXIF block holds the orientation alone. It has the same
   * pixels, for a decoder that is given it cannot read on behind it.
   *
   * @param bytes a whole WebP, as {@link #read} checks it
   */
  static byte[] picture(byte[] bytes, int orientation) {
    WebpStructure webp = new WebpStructure(bytes);
    webp.walk();
    return webp.copy(orientation);
  }

  private byte[] copy(int kept) {
    Chunk only = picture;
    if (only == null) {
      throw new IllegalStateException("not walked");
    }
    byte[] tiff = kept == Orientation.UPRIGHT ? new byte[0] : Orientation.tiff(kept);
    ByteBuffer copy =
        ByteBuffer.allocate(bytes.length + 64 + tiff.length).order(ByteOrder.LITTLE_ENDIAN);
    copy.put(bytes, 0, FIRST_CHUNK);
    Chunk behind = only.type.equals("VP8 ") ? alpha : null;
    if (behind != null || tiff.length > 0) {
      copy.put("VP8X".getBytes(ISO_8859_1)).putInt(EXTENDED_LENGTH);
      copy.putInt((transparent ? ALPHA : 0) | (tiff.length > 0 ? EXIF : 0));
      copy.putShort((short) (width - 1)).put((byte) ((width - 1) >> 16));
      copy.putShort((short) (height - 1)).put((byte) ((height - 1) >> 16));
    }
    if (behind != null) {
      put(behind, copy);
    }
    put(only, copy);
    if (tiff.length > 0) {
      copy.put("EXIF".getBytes(ISO_8859_1)).putInt(tiff.length).put(tiff);
    }
    copy.putInt(4, copy.position() - 8);
    return Arrays.copyOf(copy.array(), copy.position());
  }

  private void put(Chunk chunk, ByteBuffer copy) {
    copy.put(bytes, chunk.at, HEAD + chunk.length);
    if (chunk.length % 2 != 0) {
      copy.put((byte) 0);
    }
  }

  private Chunk chunk(int at, int limit) {
    long length = Integer.toUnsignedLong(buffer.getInt(at + 4));
    if (at + HEAD + length > limit) {
      throw new IndexOutOfBoundsException("a chunk of %d bytes is announced".formatted(length));
    }
    return new Chunk(type(at), at, at + HEAD, (int) length);
  }

  private static int next(Chunk chunk) {
    return chunk.end() + (chunk.length & 1);
  }

  private String type(int at) {
    byte[] type = new byte[4];
    buffer.get(at, type);
    return new String(type, ISO_8859_1);
  }

  /** Whether the picture is written as a lossy one without alpha, as photos are. */
  static boolean isPlain(byte[] bytes) {
    WebpStructure webp = new WebpStructure(bytes);
    webp.walk();
    return webp.picture != null && webp.picture.type.equals("VP8 ") && webp.alpha == null;
  }
}
