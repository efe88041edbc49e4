package dev.greengrocer.analytics;

import dev.greengrocer.analytics.parquet.ParquetField;
import dev.greengrocer.analytics.parquet.ParquetFile;
import dev.greengrocer.analytics.parquet.ParquetType;
import dev.greengrocer.analytics.schema.ColumnType;
import dev.greengrocer.analytics.schema.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rows as Parquet. */
final class ParquetTable implements TableFile {

  private final OutputStream out;
  private final ParquetFile file;

  ParquetTable(Path path, Table table) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(path));
    file =
        new ParquetFile(
            out,
            table.columns().stream()
                .map(
                    column ->
                        new ParquetField(column.name(), type(column.type()), column.optional()))
                .toList());
  }

  private static ParquetType type(ColumnType type) {
    return switch (type) {
      case WHOLE -> ParquetType.WHOLE;
      case NUMBER -> ParquetType.NUMBER;
      case TEXT -> ParquetType.TEXT;
      case DAY -> ParquetType.DAY;
      case MOMENT -> ParquetType.MOMENT;
      case LOCAL -> ParquetType.LOCAL;
      case FLAG -> ParquetType.FLAG;
    };
  }

  @Override
  public void append(@Nullable Object[] row) throws IOException {
    file.append(row);
  }

  @Override
  public void finish() throws IOException {
    file.finish();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
