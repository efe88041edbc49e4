package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG up to the end mark of its own picture, whatever thumbnails in it say, and
 * checked so that decoding costs no more than its sides tell: one frame header, before the first
 * scan, and scans that visit a bounded number of blocks.
 *
 * @param frame the picture
 * @param segments up to the end mark, without it
 * @param orientation the EXIF orientation
 */
record JpegStructure(JpegFrame frame, List<Segment> segments, int orientation) {

  static final int HUFFMAN_TABLES = 0xc4;
  static final int SCAN = 0xda;
  static final int END = 0xd9;
  static final int QUANTIZATION_TABLES = 0xdb;
  static final int LINES = 0xdc;
  static final int RESTART_INTERVAL = 0xdd;
  static final int APPLICATION_0 = 0xe0;
  static final int APPLICATION_1 = 0xe1;
  static final int ADOBE = 0xee;
  static final byte[] EXIF = "Exif\0\0".getBytes(ISO_8859_1);

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;
  private static final int EXTENSION = 0xc8;
  private static final int ARITHMETIC_TABLES = 0xcc;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START = 0xd8;
  private static final int LAST_APPLICATION = 0xef;
  private static final int COMMENT = 0xfe;

  /** Photos have a few dozen at most; each costs memory here. */
  private static final int MOST_SEGMENTS = 20_000;

  /** Encoders write 10 to 20. Each scan makes a decoder visit its blocks again. */
  private static final int MOST_SCANS = 100;

  /**
   * Three times what an ordinary progressive photo of 50 million pixels needs; a decoder visits 40
   * million blocks in seconds.
   */
  private static final long MOST_BLOCKS = 40_000_000;

  /**
   * A scan that refines looks at each of its coefficients in each block, also where no code of it
   * says anything: three times what an ordinary photo of 50 million pixels needs, in three colours
   * at full size.
   */
  private static final long MOST_REFINED = 600_000_000;

  JpegStructure {
    segments = List.copyOf(segments);
  }

  /**
   * A segment.
   *
   * @param marker what it is
   * @param data where its data begin, behind the length
   * @param end where its data end
   * @param scanEnd where the compressed picture ends that follows a scan's header; else as {@code
   *     end}
   */
  record Segment(int marker, int data, int end, int scanEnd) {

    int length() {
      return end - data;
    }
  }

  static ImageHeader header(byte[] bytes) {
    JpegStructure jpeg = read(bytes);
    JpegFrame frame = jpeg.frame;
    if (frame.width() == 0 || frame.height() == 0) {
      throw new MalformedImageException(
          "it is %d x %d pixels large".formatted(frame.width(), frame.height()));
    }
    long pixels = (long) frame.width() * frame.height();
    long scans = jpeg.segments.stream().filter(segment -> segment.marker == SCAN).count();
    // Before the last scan, the decoder keeps every coefficient: two bytes each.
    long coefficients =
        frame.progressive() || scans > 1
            ? frame.components().stream().mapToLong(frame::blocks).sum() * 64 * 2
            : 0;
    return ImageHeader.ofStored(
        ImageFormat.JPEG,
        frame.width(),
        frame.height(),
        jpeg.orientation,
        false,
        pixels * ImageHeader.OPAQUE_BYTES + coefficients);
  }

  static JpegStructure read(byte[] bytes) {
    List<Segment> segments = new ArrayList<>();
    @Nullable JpegFrame frame = null;
    int orientation = Orientation.UPRIGHT;
    int scans = 0;
    long blocks = 0;
    long refined = 0;
    int at = nextMarker(bytes, 2);
    while (marker(bytes, at) != END) {
      int marker = marker(bytes, at);
      if (marker == TEMPORARY) {
        at = nextMarker(bytes, at + 1);
        continue;
      }
      checkKnown(marker);
      int data = at + 3;
      int end = at + 1 + unsigned16(bytes, at + 1);
      if (end < data || segments.size() == MOST_SEGMENTS) {
        throw new MalformedImageException("a segment of %d bytes".formatted(end - data));
      }
      if (isFrame(marker)) {
        if (frame != null) {
          throw new MalformedImageException("it has two frame headers");
        }
        frame = JpegFrame.read(bytes, marker, data, end - data);
      } else if (marker == SCAN) {
        if (frame == null) {
          throw new MalformedImageException("a scan before the frame header");
        }
        scans++;
        JpegScan scan = JpegScan.read(bytes, frame, data, end - data);
        blocks += scan.blocks(frame);
        refined += scan.refined(frame);
        if (scans > MOST_SCANS || blocks > MOST_BLOCKS || refined > MOST_REFINED) {
          throw new MalformedImageException(
              "too costly to decode: more than %d scans, %d blocks of them or %d coefficients that they refine; save it again"
                  .formatted(MOST_SCANS, MOST_BLOCKS, MOST_REFINED));
        }
      } else if (marker == APPLICATION_1 && startsWith(bytes, data, EXIF)) {
        orientation = Orientation.read(bytes, data + EXIF.length);
      }
      at = nextMarker(bytes, end);
      segments.add(new Segment(marker, data, end, marker == SCAN ? at - 1 : end));
    }
    if (frame == null || scans == 0) {
      throw new MalformedImageException("it holds no picture");
    }
    return new JpegStructure(frame, segments, orientation);
  }

  // A decoder refuses every other marker, too.
  private static void checkKnown(int marker) {
    boolean table =
        marker == HUFFMAN_TABLES
            || marker == QUANTIZATION_TABLES
            || marker == RESTART_INTERVAL
            || marker == LINES
            || marker == ARITHMETIC_TABLES;
    boolean words = (marker >= APPLICATION_0 && marker <= LAST_APPLICATION) || marker == COMMENT;
    if (!(table || words || marker == SCAN || isFrame(marker))) {
      throw new MalformedImageException("an unknown segment %02x".formatted(marker));
    }
  }

  // The compressed picture follows its header without a length: it ends at the next marker. Within
  // it, 0xff is followed by 0 or is a restart mark.
  private static int nextMarker(byte[] bytes, int from) {
    int at = from;
    while (true) {
      while (bytes[at] != (byte) 0xff) {
        at++;
      }
      int marker = marker(bytes, ++at);
      boolean withinPicture =
          marker == 0 || marker == 0xff || (marker >= FIRST_RESTART && marker < START);
      if (!withinPicture) {
        return at;
      }
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != EXTENSION
        && marker != ARITHMETIC_TABLES;
  }

  static boolean startsWith(byte[] bytes, int at, byte[] signature) {
    return bytes.length >= at + signature.length
        && Arrays.equals(bytes, at, at + signature.length, signature, 0, signature.length);
  }

  static int marker(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int unsigned16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
