package dev.greengrocer.image;

import dev.greengrocer.image.JpegFrame.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * What the header of a JPEG's scan says.
 *
 * @param parts the components that it adds to
 * @param from first coefficient of a block, in zigzag order
 * @param to last coefficient
 * @param refines whether it adds one more bit to what earlier scans gave
 */
record JpegScan(List<Part> parts, int from, int to, boolean refines) {

  /** More blocks in a group than this are not decoded by anyone. */
  private static final int MOST_BLOCKS_IN_GROUP = 10;

  JpegScan {
    parts = List.copyOf(parts);
  }

  /**
   * A component of the scan.
   *
   * @param component of the frame
   * @param dc number of the Huffman table of its first coefficients
   * @param ac number of the Huffman table of the others
   */
  record Part(Component component, int dc, int ac) {}

  /**
   * Reads the header of a scan.
   *
   * @param data where its data begin, behind the length
   * @param length of the data
   */
  static JpegScan read(byte[] bytes, JpegFrame frame, int data, int length) {
    int count = bytes[data] & 0xff;
    if (count < 1 || count > frame.components().size() || length != 4 + 2 * count) {
      throw new MalformedImageException("a scan header of %d bytes".formatted(length));
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = bytes[data + 1 + 2 * i] & 0xff;
      int tables = bytes[data + 2 + 2 * i] & 0xff;
      Component component =
          frame.components().stream()
              .filter(one -> one.id() == id)
              .findFirst()
              .orElseThrow(() -> new MalformedImageException("a scan of an unknown component"));
      if (parts.stream().anyMatch(part -> part.component.id() == id)) {
        throw new MalformedImageException("a scan with the same component twice");
      }
      parts.add(new Part(component, tables >> 4, tables & 0xf));
    }
    int blocks = parts.stream().mapToInt(p -> p.component.across() * p.component.down()).sum();
    if (count > 1 && blocks > MOST_BLOCKS_IN_GROUP) {
      throw new MalformedImageException("a scan with %d blocks in a group".formatted(blocks));
    }
    int at = data + 1 + 2 * count;
    int from = bytes[at] & 0xff;
    int to = bytes[at + 1] & 0xff;
    int high = bytes[at + 2] >> 4 & 0xf;
    int low = bytes[at + 2] & 0xf;
    if (!frame.progressive()) {
      return new JpegScan(parts, 0, 63, false); // decoders look at nothing of it
    }
    boolean dc = from == 0 && to == 0;
    boolean ac = from >= 1 && from <= to && to < 64 && count == 1;
    if (!(dc || ac) || low > 13 || (high != 0 && high != low + 1)) {
      throw new MalformedImageException(
          "a scan of coefficients %d to %d, bits %d to %d".formatted(from, to, high, low));
    }
    return new JpegScan(parts, from, to, high != 0);
  }

  /** At how many coefficients a decoder looks to refine them. */
  long refined(JpegFrame frame) {
    return refines ? blocks(frame) * (to - from + 1) : 0;
  }

  /** How many blocks a decoder visits in it. */
  long blocks(JpegFrame frame) {
    if (parts.size() == 1) {
      Component component = parts.get(0).component;
      return (long) frame.blocksAcross(component) * frame.blocksDown(component);
    }
    return parts.stream().mapToLong(part -> frame.blocks(part.component)).sum();
  }
}
