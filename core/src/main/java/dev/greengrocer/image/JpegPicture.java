package dev.greengrocer.image;

import dev.greengrocer.image.EntropyCodedScan.DamagedScanException;
import dev.greengrocer.image.JpegStructure.Segment;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the picture of a JPEG and nothing else: its frame, scans, and those tables that a scan
 * uses; of the application segments only what decoders need for the colours; and an EXIF block that
 * holds the orientation alone. Nothing is compressed anew.
 */
final class JpegPicture {

  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
  private static final int JFIF_LENGTH = 14;
  private static final int ADOBE_LENGTH = 12;

  private final byte[] bytes;
  private final JpegStructure jpeg;
  private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];

  /** The tables of each segment that are used by a scan behind it. */
  private final Map<Segment, List<Table>> tables = new HashMap<>();

  private JpegPicture(byte[] bytes, JpegStructure jpeg) {
    this.bytes = bytes;
    this.jpeg = jpeg;
  }

  /**
   * Copies the picture.
   *
   * @param bytes a whole JPEG, as {@link JpegStructure#read} checks it
   * @return empty when its codes are damaged: then nothing tells where the picture ends
   */
  static Optional<byte[]> of(byte[] bytes, int orientation) {
    try {
      return Optional.of(new JpegPicture(bytes, JpegStructure.read(bytes)).copy(orientation));
    } catch (DamagedScanException e) {
      return Optional.empty();
    }
  }

  private byte[] copy(int orientation) throws DamagedScanException {
    markUsedTables();
    EntropyCodedScan scans = new EntropyCodedScan(bytes, jpeg.frame(), dc, ac);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, 2);
    if (orientation != Orientation.UPRIGHT) {
      writeOrientation(orientation, kept);
    }
    Optional<Segment> jfif = first(JpegStructure.APPLICATION_0, JFIF, JFIF_LENGTH);
    Optional<Segment> adobe = first(JpegStructure.ADOBE, ADOBE, ADOBE_LENGTH);
    int restartInterval = 0;
    for (Segment segment : jpeg.segments()) {
      switch (segment.marker()) {
        case JpegStructure.HUFFMAN_TABLES -> writeTables(segment, kept);
        case JpegStructure.QUANTIZATION_TABLES -> writeTables(segment, kept);
        case JpegStructure.RESTART_INTERVAL -> {
          restartInterval = JpegStructure.unsigned16(bytes, segment.data());
          writeTables(segment, kept);
        }
        case JpegStructure.SCAN -> {
          write(segment.marker(), segment.data(), segment.length(), kept);
          JpegScan scan = JpegScan.read(bytes, jpeg.frame(), segment.data(), segment.length());
          scans.copy(scan, segment.end(), segment.scanEnd(), restartInterval, kept);
        }
        case JpegStructure.APPLICATION_0 -> {
          if (jfif.filter(segment::equals).isPresent()) {
            writeJfif(segment, kept);
          }
        }
        case JpegStructure.ADOBE -> {
          if (adobe.filter(segment::equals).isPresent()) {
            write(segment.marker(), segment.data(), ADOBE_LENGTH, kept);
          }
        }
        default -> {
          if (segment.marker() < JpegStructure.SCAN) { // the frame
            write(segment.marker(), segment.data(), segment.length(), kept);
          }
        }
      }
    }
    kept.write(0xff);
    kept.write(JpegStructure.END);
    return kept.toByteArray();
  }

  private Optional<Segment> first(int marker, byte[] signature, int length) {
    for (Segment segment : jpeg.segments()) {
      if (segment.marker() == JpegStructure.SCAN) {
        return Optional.empty(); // too late to mean anything
      }
      if (segment.marker() == marker
          && segment.length() >= length
          && JpegStructure.startsWith(bytes, segment.data(), signature)) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  private static void writeOrientation(int orientation, ByteArrayOutputStream kept) {
    byte[] tiff = Orientation.tiff(orientation);
    int length = 2 + JpegStructure.EXIF.length + tiff.length;
    kept.writeBytes(new byte[] {(byte) 0xff, (byte) JpegStructure.APPLICATION_1, 0, (byte) length});
    kept.writeBytes(JpegStructure.EXIF);
    kept.writeBytes(tiff);
  }

  /** Version, density, and a thumbnail of 0 x 0 pixels. */
  private void writeJfif(Segment segment, ByteArrayOutputStream kept) {
    int version = JpegStructure.unsigned16(bytes, segment.data() + 5);
    int unit = bytes[segment.data() + 7] & 0xff;
    writeHead(segment.marker(), JFIF_LENGTH, kept);
    kept.writeBytes(JFIF);
    if (version >= 0x0100 && version <= 0x0102 && unit <= 2) {
      kept.write(bytes, segment.data() + 5, 7);
    } else {
      kept.writeBytes(new byte[] {1, 1, 0, 0, 1, 0, 1});
    }
    kept.write(0);
    kept.write(0);
  }

  private void write(int marker, int data, int length, ByteArrayOutputStream kept) {
    writeHead(marker, length, kept);
    kept.write(bytes, data, length);
  }

  private static void writeHead(int marker, int length, ByteArrayOutputStream kept) {
    kept.write(0xff);
    kept.write(marker);
    kept.write((length + 2) >> 8);
    kept.write(length + 2);
  }

  /** Writes those tables of a segment that are used, and takes them over for the scans. */
  private void writeTables(Segment segment, ByteArrayOutputStream kept) {
    List<Table> used =
        tables.getOrDefault(segment, List.of()).stream().filter(t -> t.used).toList();
    for (Table table : used) {
      if (segment.marker() == JpegStructure.HUFFMAN_TABLES) {
        HuffmanTable codes = new HuffmanTable(bytes, table.at + 1, table.length - 17);
        (table.key < Table.AC ? dc : ac)[table.key & 3] = codes;
      }
    }
    if (!used.isEmpty()) {
      writeHead(segment.marker(), used.stream().mapToInt(table -> table.length).sum(), kept);
      used.forEach(table -> kept.write(bytes, table.at, table.length));
    }
  }

  private void markUsedTables() {
    Map<Integer, Table> current = new HashMap<>();
    for (Segment segment : jpeg.segments()) {
      if (segment.marker() == JpegStructure.SCAN) {
        JpegScan scan = JpegScan.read(bytes, jpeg.frame(), segment.data(), segment.length());
        use(current.get(Table.RESTART));
        for (JpegScan.Part part : scan.parts()) {
          use(current.get(Table.QUANTIZATION + part.component().quantization()));
          if (scan.from() == 0 && !scan.refines()) {
            use(current.get(Table.DC + part.dc()));
          }
          if (scan.to() > 0) {
            use(current.get(Table.AC + part.ac()));
          }
        }
        continue;
      }
      List<Table> found = Table.read(bytes, segment);
      found.forEach(table -> current.put(table.key, table));
      tables.put(segment, found);
    }
  }

  private static void use(@Nullable Table table) {
    if (table != null) {
      table.used = true;
    }
  }

  /** A table within a segment, from its number to its end. */
  private static final class Table {

    static final int DC = 0;
    static final int AC = 4;
    static final int QUANTIZATION = 8;
    static final int RESTART = 12;

    private final int key;
    private final int at;
    private final int length;
    private boolean used;

    private Table(int key, int at, int length) {
      this.key = key;
      this.at = at;
      this.length = length;
    }

    /** The tables of a segment; empty when it is of another kind. */
    static List<Table> read(byte[] bytes, Segment segment) {
      List<Table> found = new ArrayList<>();
      int at = segment.data();
      switch (segment.marker()) {
        case JpegStructure.HUFFMAN_TABLES -> {
          while (at < segment.end()) {
            int number = number(bytes[at], 2);
            int length = 17;
            for (int i = 1; i <= 16; i++) {
              length += bytes[at + i] & 0xff;
            }
            found.add(checked(new Table(number, at, length), segment));
            at += length;
          }
        }
        case JpegStructure.QUANTIZATION_TABLES -> {
          while (at < segment.end()) {
            int number = number((byte) (bytes[at] & 0xf), 1);
            int length = 1 + 64 * (1 + (bytes[at] >> 4 & 1));
            found.add(checked(new Table(QUANTIZATION + number, at, length), segment));
            at += length;
          }
        }
        case JpegStructure.RESTART_INTERVAL ->
            found.add(checked(new Table(RESTART, at, 2), segment));
        default -> {}
      }
      return found;
    }

    /** Four of a kind, the kinds one after the other. */
    private static int number(byte text, int kinds) {
      int kind = text >> 4 & 0xf;
      int number = text & 0xf;
      if (kind >= kinds || number > 3) {
        throw new MalformedImageException("a table of number %02x".formatted(text));
      }
      return 4 * kind + number;
    }

    private static Table checked(Table table, Segment segment) {
      if (table.at + table.length > segment.end()) {
        throw new MalformedImageException("a segment of tables that ends within one");
      }
      return table;
    }
  }
}
