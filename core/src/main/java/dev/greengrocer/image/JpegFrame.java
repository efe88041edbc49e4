package dev.greengrocer.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What a JPEG's frame header says: the picture that every scan after it adds to.
 *
 * @param progressive whether scans refine each other
 * @param width pixels across
 * @param height pixels down
 * @param components of a pixel, 1 (grey), 3 or 4
 */
record JpegFrame(boolean progressive, int width, int height, List<Component> components) {

  private static final int BLOCK = 8;
  private static final int BASELINE = 0xc0;
  private static final int EXTENDED = 0xc1;
  private static final int PROGRESSIVE = 0xc2;
  private static final int LOSSLESS = 0xc3;
  private static final int FIRST_ARITHMETIC = 0xc9;

  JpegFrame {
    components = List.copyOf(components);
  }

  /**
   * One component.
   *
   * @param id by which scans name it
   * @param across horizontal sampling factor, 1 to 4
   * @param down vertical sampling factor, 1 to 4
   * @param quantization number of its quantization table, 0 to 3
   */
  record Component(int id, int across, int down, int quantization) {}

  /**
   * Reads a frame header, and refuses what no camera and no browser writes and what decoders read
   * in ways of their own.
   *
   * @param marker the marker before it
   * @param data where the data begin, behind the length
   * @param length of the data
   */
  static JpegFrame read(byte[] bytes, int marker, int data, int length) {
    if (marker != BASELINE && marker != EXTENDED && marker != PROGRESSIVE) {
      throw new MalformedImageException(
          marker == LOSSLESS
              ? "a lossless JPEG, which is not supported: save it as PNG or as an ordinary JPEG"
              : marker >= FIRST_ARITHMETIC
                  ? "an arithmetic-coded JPEG, which is not supported: save it as an ordinary JPEG"
                  : "a hierarchical JPEG, which is not supported: save it as an ordinary JPEG");
    }
    int precision = bytes[data] & 0xff;
    if (precision != 8) {
      throw new MalformedImageException(
          "%d bits a colour, but only JPEGs of 8 are supported: save it as an ordinary JPEG"
              .formatted(precision));
    }
    int count = bytes[data + 5] & 0xff;
    if (count != 1 && count != 3 && count != 4) {
      throw new MalformedImageException("%d colours a pixel instead of 1, 3 or 4".formatted(count));
    }
    if (length != 6 + 3 * count) {
      throw new MalformedImageException("a frame header of %d bytes".formatted(length));
    }
    List<Component> components = new ArrayList<>();
    for (int at = data + 6; at < data + length; at += 3) {
      int id = bytes[at] & 0xff;
      int across = bytes[at + 1] >> 4 & 0xf;
      int down = bytes[at + 1] & 0xf;
      int table = bytes[at + 2] & 0xff;
      boolean known = components.stream().anyMatch(component -> component.id == id);
      if (across < 1 || across > 4 || down < 1 || down > 4 || table > 3 || known) {
        throw new MalformedImageException("a frame header with an impossible component");
      }
      components.add(new Component(id, across, down, table));
    }
    return new JpegFrame(
        marker == PROGRESSIVE,
        JpegStructure.unsigned16(bytes, data + 3),
        JpegStructure.unsigned16(bytes, data + 1),
        components);
  }

  /** The greatest horizontal sampling factor. */
  int mostAcross() {
    return components.stream().mapToInt(Component::across).max().orElseThrow();
  }

  /** The greatest vertical sampling factor. */
  int mostDown() {
    return components.stream().mapToInt(Component::down).max().orElseThrow();
  }

  /** The groups of blocks, one of each component or more, across the picture. */
  int groupsAcross() {
    return divideUp(width, BLOCK * mostAcross());
  }

  /** The groups of blocks down the picture. */
  int groupsDown() {
    return divideUp(height, BLOCK * mostDown());
  }

  /** The blocks of a component across the picture, without those that fill up a group. */
  int blocksAcross(Component component) {
    return divideUp(divideUp((long) width * component.across, mostAcross()), BLOCK);
  }

  /** The blocks of a component down the picture, without those that fill up a group. */
  int blocksDown(Component component) {
    return divideUp(divideUp((long) height * component.down, mostDown()), BLOCK);
  }

  /** The blocks of a component with those that fill up a group. */
  long blocks(Component component) {
    return (long) groupsAcross() * component.across * groupsDown() * component.down;
  }

  private static int divideUp(long number, int divisor) {
    return Math.toIntExact((number + divisor - 1) / divisor);
  }
}
