package dev.greengrocer.ledger.privacy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Books of this version in a folder, empty at first. */
abstract class BooksTestCase {

  static final Clock CLOCK = Clock.systemUTC();

  /** What the folder of the books lies in. */
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  DataDirectory directory;

  @SuppressWarnings("NullAway.Init")
  HikariDataSource source;

  @BeforeEach
  void open() {
    directory = DataDirectory.at(folder.resolve("books"));
    source = Databases.open("", directory);
    Migrations.of(source).load().migrate();
  }

  @AfterEach
  void close() {
    source.close();
  }

  JdbcClient database() {
    return JdbcClient.create(source);
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }
}
