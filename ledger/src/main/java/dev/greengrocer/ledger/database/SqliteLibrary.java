package dev.greengrocer.ledger.database;

import dev.greengrocer.files.NativeLibraryCache;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.OSInfo;

/** Opens SQLite's driver with its native library from the cache. Thread-safe. */
final class SqliteLibrary {

  private static final String NAME = "sqlitejdbc";
  private static final String FOLDER = "org.sqlite.lib.path";

  static {
    if (System.getProperty(FOLDER) == null) {
      NativeLibraryCache.folderOf(
              JDBC.class,
              "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS(),
              List.of(NAME))
          .ifPresent(
              folder -> {
                System.setProperty(FOLDER, folder.toString());
                System.setProperty("org.sqlite.lib.name", System.mapLibraryName(NAME));
              });
    }
  }

  private SqliteLibrary() {}

  /** Connections to a database. */
  static SQLiteDataSource source(SQLiteConfig config) {
    return new SQLiteDataSource(config);
  }
}
