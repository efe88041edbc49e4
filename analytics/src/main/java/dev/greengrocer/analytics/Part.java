package dev.greengrocer.analytics;

import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table, or a month of one, that is being written in one or two formats. Not thread-safe.
 *
 * <p>Nothing is written before the first row or {@link #open}, so that a month without rows leaves
 * no file.
 */
final class Part implements AutoCloseable {

  private final Path folder;
  private final List<ExportFormat> formats;
  private final Table table;
  private final String name;
  private final List<TableFile> files = new ArrayList<>();
  private long rows;

  /**
   * A part.
   *
   * @param folder of the export
   * @param name of the files, without format and ending
   */
  Part(Path folder, ExportFormat format, Table table, String name) {
    this.folder = folder;
    this.formats = format.files();
    this.table = table;
    this.name = name;
  }

  /**
   * A file that is complete.
   *
   * @param entry what the manifest says of it
   * @param changed whether the earlier export had another one, or none
   */
  record Written(Manifest.FileEntry entry, boolean changed) {}

  long rows() {
    return rows;
  }

  void open() {
    for (ExportFormat format : formats) {
      Path path = folder.resolve(path(format));
      try {
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        files.add(format.open(path, table));
      } catch (IOException e) {
        throw StorageException.writing(path, e);
      }
    }
  }

  void append(@Nullable Object[] row) {
    if (files.isEmpty()) {
      open();
    }
    for (int i = 0; i < files.size(); i++) {
      try {
        files.get(i).append(row);
      } catch (IOException e) {
        throw StorageException.writing(folder.resolve(path(formats.get(i))), e);
      }
    }
    rows++;
  }

  /** Completes the files; none when there was no row and {@link #open} was not called. */
  List<Written> finish(EarlierExport earlier) {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String path = path(formats.get(i));
      Path file = folder.resolve(path);
      try (TableFile open = files.get(i)) {
        open.finish();
      } catch (IOException e) {
        throw StorageException.writing(file, e);
      }
      try {
        Manifest.FileEntry entry =
            new Manifest.FileEntry(path, rows, Files.size(file), Sha256.ofFile(file));
        written.add(new Written(entry, !earlier.takeOver(path, file)));
      } catch (IOException e) {
        throw StorageException.writing(file, e);
      }
    }
    return written;
  }

  /** From the folder of the export, with slashes on every system. */
  private String path(ExportFormat format) {
    return format.id() + "/" + name + "." + format.id();
  }

  @Override
  public void close() {
    for (TableFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw StorageException.writing(folder, e);
      }
    }
  }
}
