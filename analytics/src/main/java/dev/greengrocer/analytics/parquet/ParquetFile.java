package dev.greengrocer.analytics.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that is being written. It holds one row group in memory, however many rows there
 * are, and the same rows give the same bytes. Not thread-safe.
 *
 * <pre>{@code
 * try (OutputStream out = Files.newOutputStream(path)) {
 *   ParquetFile file = new ParquetFile(out, List.of(new ParquetField("name", TEXT, false)));
 *   file.append("tomato");
 *   file.finish();
 * }
 * }</pre>
 */
public final class ParquetFile {

  /** Rows of a group: some ten megabytes of twenty columns. */
  static final int GROUP_ROWS = 50_000;

  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
  private static final int GZIP = 2;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;

  private final OutputStream out;
  private final List<ColumnBuffer> columns;
  private final int groupRows;
  private final List<Group> groups = new ArrayList<>();
  private long position;
  private int waiting;

  /**
   * Begins a file.
   *
   * @param out where it goes; the caller closes it, and buffers it when many small writes cost
   * @throws IOException if nothing can be written there
   */
  public ParquetFile(OutputStream out, List<ParquetField> fields) throws IOException {
    this(out, fields, GROUP_ROWS);
  }

  ParquetFile(OutputStream out, List<ParquetField> fields, int groupRows) throws IOException {
    this.out = out;
    this.groupRows = groupRows;
    this.columns = fields.stream().map(field -> new ColumnBuffer(field, groupRows)).toList();
    write(MAGIC);
  }

  /**
   * Adds a row.
   *
   * @param row a value for each field, of the type that {@link ParquetType} names
   * @throws IllegalArgumentException if there are more or fewer, or one is null and must not be
   */
  public void append(@Nullable Object... row) throws IOException {
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d values for %d columns".formatted(row.length, columns.size()));
    }
    for (int i = 0; i < row.length; i++) {
      columns.get(i).append(row[i]);
    }
    waiting++;
    if (waiting == groupRows) {
      writeGroup();
    }
  }

  /** Writes what is left, and what readers look for at the end of a file. */
  public void finish() throws IOException {
    if (waiting > 0) {
      writeGroup();
    }
    byte[] footer = footer();
    write(footer);
    ByteArrayOutputStream length = new ByteArrayOutputStream();
    for (int i = 0; i < Integer.BYTES; i++) {
      length.write(footer.length >>> (i * Byte.SIZE));
    }
    write(length.toByteArray());
    write(MAGIC);
  }

  private void writeGroup() throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (ColumnBuffer column : columns) {
      chunks.add(writeChunk(column));
      column.clear();
    }
    groups.add(new Group(waiting, chunks));
    waiting = 0;
  }

  private Chunk writeChunk(ColumnBuffer column) throws IOException {
    ColumnBuffer.@Nullable Dictionary dictionary = column.dictionary();
    long start = position;
    long uncompressed = 0;
    if (dictionary != null) {
      uncompressed += writePage(DICTIONARY_PAGE, dictionary.size(), PLAIN, dictionary.page());
    }
    long data = position;
    int encoding = dictionary == null ? PLAIN : RLE_DICTIONARY;
    uncompressed += writePage(DATA_PAGE, column.rows(), encoding, column.page(dictionary));
    return new Chunk(
        column.field(),
        dictionary == null ? -1 : start,
        data,
        column.rows(),
        uncompressed,
        position - start,
        column.nulls(),
        column.bounds());
  }

  /** Returns the bytes of the page and its header before compression. */
  private long writePage(int type, int values, int encoding, byte[] page) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(page);
    }
    ThriftCompact header =
        new ThriftCompact().whole(1, type).whole(2, page.length).whole(3, bytes.size());
    if (type == DICTIONARY_PAGE) {
      header.begin(7).whole(1, values).whole(2, encoding).end();
    } else {
      header.begin(5).whole(1, values).whole(2, encoding).whole(3, RLE).whole(4, RLE).end();
    }
    byte[] written = header.finish();
    write(written);
    write(bytes.toByteArray());
    return written.length + (long) page.length;
  }

  private byte[] footer() {
    ThriftCompact footer = new ThriftCompact().whole(1, 1).structs(2, columns.size() + 1);
    footer.beginElement().text(4, "schema").whole(5, columns.size()).end();
    for (ColumnBuffer column : columns) {
      footer.beginElement();
      describe(column.field(), footer);
      footer.end();
    }
    footer.longWhole(3, groups.stream().mapToLong(Group::rows).sum()).structs(4, groups.size());
    for (Group group : groups) {
      footer.beginElement().structs(1, group.chunks.size());
      for (Chunk chunk : group.chunks) {
        footer.beginElement().longWhole(2, chunk.start()).begin(3);
        describe(chunk, footer);
        footer.end().end();
      }
      footer
          .longWhole(2, group.chunks.stream().mapToLong(Chunk::uncompressed).sum())
          .longWhole(3, group.rows)
          .end();
    }
    footer.text(6, "greengrocer").structs(7, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      footer.beginElement().empty(1).end(); // least and greatest as the type orders them
    }
    return footer.finish();
  }

  private static void describe(ParquetField field, ThriftCompact footer) {
    footer.whole(1, field.type().physical()).whole(3, field.optional() ? 1 : 0);
    footer.text(4, field.name());
    switch (field.type()) {
      case TEXT -> footer.whole(6, 0).begin(10).empty(1).end();
      case DAY -> footer.whole(6, 6).begin(10).empty(6).end();
      case MOMENT ->
          footer.whole(6, 9).begin(10).begin(8).flag(1, true).begin(2).empty(1).end().end().end();
      // The older annotation, whose number is 6, would make it a moment in UTC.
      case LOCAL -> footer.begin(10).begin(8).flag(1, false).begin(2).empty(1).end().end().end();
      case WHOLE, NUMBER, FLAG -> {
        return; // the way in which they are stored says all
      }
    }
  }

  private static void describe(Chunk chunk, ThriftCompact footer) {
    footer.whole(1, chunk.field.type().physical());
    if (chunk.dictionary >= 0) {
      footer.wholes(2, PLAIN, RLE, RLE_DICTIONARY);
    } else {
      footer.wholes(2, PLAIN, RLE);
    }
    footer
        .texts(3, chunk.field.name())
        .whole(4, GZIP)
        .longWhole(5, chunk.values)
        .longWhole(6, chunk.uncompressed)
        .longWhole(7, chunk.compressed)
        .longWhole(9, chunk.data);
    if (chunk.dictionary >= 0) {
      footer.longWhole(11, chunk.dictionary);
    }
    footer.begin(12).longWhole(3, chunk.nulls);
    if (chunk.bounds != null) {
      footer.bytes(5, chunk.bounds[1]).bytes(6, chunk.bounds[0]);
    }
    footer.end();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  private record Group(long rows, List<Chunk> chunks) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Chunk(
      ParquetField field,
      long dictionary,
      long data,
      long values,
      long uncompressed,
      long compressed,
      long nulls,
      byte @Nullable [][] bounds) {

    long start() {
      return dictionary >= 0 ? dictionary : data;
    }
  }
}
