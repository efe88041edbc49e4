package dev.greengrocer.benchmarks.product;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Path;

/** The books of a server that has never answered: its tables, by its own migrations, in SQLite. */
public final class EmptyLog {

  private EmptyLog() {}

  /**
   * Makes the tables and opens them as the server does.
   *
   * @param folder the server's data directory; made if it is not there
   * @return a pool of connections, which the caller closes
   */
  public static HikariDataSource make(Path folder) {
    HikariDataSource database = Databases.open("", DataDirectory.at(folder));
    Migrations.of(database).load().migrate();
    return database;
  }
}
