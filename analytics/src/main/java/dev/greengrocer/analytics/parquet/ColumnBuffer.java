package dev.greengrocer.analytics.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a column that wait for the end of their row group. Not thread-safe. */
final class ColumnBuffer {

  private final ParquetField field;
  private final int[] defined; // 1 where there is a value
  private final long[] numbers; // for all but texts, as their bits
  private final String[] texts;
  private int rows;
  private int values;

  ColumnBuffer(ParquetField field, int capacity) {
    this.field = field;
    boolean text = field.type() == ParquetType.TEXT;
    defined = new int[field.optional() ? capacity : 0];
    numbers = new long[text ? 0 : capacity];
    texts = new String[text ? capacity : 0];
  }

  ParquetField field() {
    return field;
  }

  int rows() {
    return rows;
  }

  int nulls() {
    return rows - values;
  }

  void clear() {
    Arrays.fill(texts, 0, field.type() == ParquetType.TEXT ? values : 0, "");
    rows = 0;
    values = 0;
  }

  /**
   * Adds a value.
   *
   * @throws IllegalArgumentException if it is null and must not be
   */
  void append(@Nullable Object value) {
    if (value == null) {
      if (!field.optional()) {
        throw new IllegalArgumentException("column '%s': null".formatted(field.name()));
      }
      defined[rows++] = 0;
      return;
    }
    if (field.type() == ParquetType.TEXT) {
      texts[values] = (String) value;
    } else {
      numbers[values] = bits(value);
    }
    if (field.optional()) {
      defined[rows] = 1;
    }
    values++;
    rows++;
  }

  private long bits(Object value) {
    return switch (field.type()) {
      case WHOLE -> (Long) value;
      case NUMBER -> Double.doubleToLongBits((Double) value);
      case DAY -> Math.toIntExact(((LocalDate) value).toEpochDay());
      case MOMENT -> ((Instant) value).toEpochMilli();
      case LOCAL -> ((LocalDateTime) value).toInstant(ZoneOffset.UTC).toEpochMilli();
      case FLAG -> (Boolean) value ? 1 : 0;
      case TEXT -> throw new IllegalStateException("a text has no bits");
    };
  }

  /** The least and the greatest value as they are stored; null where readers would not use them. */
  byte @Nullable [][] bounds() {
    if (values == 0 || !field.type().isWhole()) {
      return null;
    }
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < values; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    return new byte[][] {plain(least), plain(greatest)};
  }

  private byte[] plain(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Long.BYTES);
    littleEndian(number, width(), out);
    return out.toByteArray();
  }

  /**
   * The different values in the order of their first row, with the place of each row's value among
   * them; null when a dictionary would not make the column smaller.
   */
  @Nullable Dictionary dictionary() {
    if (field.type() == ParquetType.FLAG) {
      return null;
    }
    int most = Math.max(1, values / 4);
    Map<Object, Integer> places = new HashMap<>();
    int[] indexes = new int[values];
    int[] firsts = new int[most];
    for (int i = 0; i < values; i++) {
      Object value = field.type() == ParquetType.TEXT ? texts[i] : (Object) numbers[i];
      Integer place = places.get(value);
      if (place == null) {
        if (places.size() == most) {
          return null;
        }
        place = places.size();
        firsts[place] = i;
        places.put(value, place);
      }
      indexes[i] = place;
    }
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    for (int i = 0; i < places.size(); i++) {
      writePlain(firsts[i], page);
    }
    return new Dictionary(places.size(), page.toByteArray(), indexes);
  }

  /** The page of the rows: which have a value, and the values or their places. */
  byte[] page(@Nullable Dictionary dictionary) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    if (field.optional()) {
      ByteArrayOutputStream levels = new ByteArrayOutputStream();
      HybridRuns.write(defined, rows, 1, levels);
      littleEndian(levels.size(), Integer.BYTES, page);
      page.writeBytes(levels.toByteArray());
    }
    if (dictionary != null) {
      int width = HybridRuns.width(dictionary.size() - 1);
      page.write(width);
      HybridRuns.write(dictionary.indexes(), values, width, page);
    } else if (field.type() == ParquetType.FLAG) {
      writeFlags(page);
    } else {
      for (int i = 0; i < values; i++) {
        writePlain(i, page);
      }
    }
    return page.toByteArray();
  }

  private void writeFlags(ByteArrayOutputStream page) {
    for (int first = 0; first < values; first += Byte.SIZE) {
      int bits = 0;
      for (int i = first; i < Math.min(values, first + Byte.SIZE); i++) {
        bits |= (int) numbers[i] << (i - first);
      }
      page.write(bits);
    }
  }

  private void writePlain(int index, ByteArrayOutputStream page) {
    if (field.type() == ParquetType.TEXT) {
      byte[] bytes = Objects.requireNonNull(texts[index]).getBytes(UTF_8);
      littleEndian(bytes.length, Integer.BYTES, page);
      page.writeBytes(bytes);
    } else {
      littleEndian(numbers[index], width(), page);
    }
  }

  private int width() {
    return field.type().physical() == ParquetType.INT32 ? Integer.BYTES : Long.BYTES;
  }

  private static void littleEndian(long number, int bytes, ByteArrayOutputStream out) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (number >>> (i * Byte.SIZE)));
    }
  }

  /**
   * Different values.
   *
   * @param size how many
   * @param page the values, one after the other
   * @param indexes the place of each row's value
   */
  @SuppressWarnings("ArrayRecordComponent") // lives as long as a page is being written
  record Dictionary(int size, byte[] page, int[] indexes) {}
}
