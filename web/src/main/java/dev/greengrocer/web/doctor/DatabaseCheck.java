package dev.greengrocer.web.doctor;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.backup.BooksGlance;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.DatabaseFile;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.ReadOnlyDatabase;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Opens the database without changing it: is it ours, of this version, and sound? */
final class DatabaseCheck implements Check {

  private final Premises premises;
  private final DataDirectory directory;

  DatabaseCheck(Premises premises) {
    this.premises = premises;
    this.directory = new DataDirectory(premises.dataDirectory());
  }

  @Override
  public String subject() {
    return "database";
  }

  @Override
  public Finding look() {
    if (premises.onSqlite()) {
      if (!Files.exists(directory.database())) {
        return Finding.ok(
            subject(), directory.database() + ": is not there yet; the first start makes it");
      }
      DatabaseFile.check(directory.database());
      Optional<String> obstacle = ReadOnlyDatabase.obstacle(directory.database());
      if (obstacle.isPresent()) {
        return Finding.told(subject(), Level.WARNING, new StorageException(obstacle.get()));
      }
    }
    try {
      return open();
    } catch (GreengrocerException e) {
      return Finding.told(subject(), isBusy(e) ? Level.WARNING : Level.ERROR, e);
    }
  }

  /** Whether it is only that another program holds it. */
  private static boolean isBusy(GreengrocerException failure) {
    return DatabaseFailures.problemOf(failure).filter(Problem.DATABASE_BUSY::equals).isPresent()
        && String.valueOf(failure.getMessage()).contains("another program holds");
  }

  private Finding open() {
    BooksGlance books = new BooksGlance(premises.database(), directory);
    books.requireNotNewer();
    List<String> faults = books.faults();
    if (!faults.isEmpty()) {
      // A server that started in this moment changed a file that was read as one at rest.
      faults = new BooksGlance(premises.database(), directory).faults();
    }
    String name = Databases.name(premises.database(), directory);
    if (!faults.isEmpty()) {
      return Finding.error(
          subject(),
          "%s: is damaged: %s".formatted(name, String.join(", ", faults)),
          "stop the server and put the newest backup in its place: 'greengrocer db restore FOLDER'");
    }
    try {
      books.requireCurrent();
    } catch (StorageException e) {
      return Finding.told(subject(), Level.WARNING, e);
    }
    return Finding.ok(subject(), name + ": opens, is of this version, and its structure is sound");
  }
}
