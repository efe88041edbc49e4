package dev.greengrocer.web.command;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Json;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.PostgresAddress;
import dev.greengrocer.ledger.move.Move;
import dev.greengrocer.ledger.move.MoveToPostgres;
import dev.greengrocer.ledger.move.MoveToSqlite;
import dev.greengrocer.ledger.move.MovedRows;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer db migrate}: moves the books from SQLite to PostgreSQL, or back. */
@Command(
    name = "migrate",
    description =
        "Moves the books from SQLite to PostgreSQL, or back, and compares both sides; refused while"
            + " a server runs on either. An interrupted move goes on when it is run again.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  PGPASSWORD=… greengrocer db migrate --to postgresql://greengrocer@localhost/shop",
      "  PGPASSWORD=… greengrocer db migrate --from postgresql://greengrocer@localhost/shop \\",
      "      --data-dir /srv/back",
      "",
      "Photos stay where they are, in the data directory."
    })
final class MigrateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = {"--data-dir", "--data"},
      paramLabel = "DIR",
      description = "Where the SQLite database is, or comes (default: as serve is set).")
  private @Nullable Path directory;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init")
  private Direction direction;

  @Option(names = "--json", description = "Prints what was moved as JSON.")
  private boolean json;

  /** One of two ways. */
  private static final class Direction {

    @Option(
        names = "--to",
        paramLabel = "URL",
        description = "postgresql://USER@HOST/NAME of an empty database, which SQLite moves to.")
    private @Nullable String to;

    @Option(
        names = "--from",
        paramLabel = "URL",
        description = "postgresql://USER@HOST/NAME of the database, which moves to SQLite.")
    private @Nullable String from;
  }

  @Override
  public Integer call() {
    Path folder = folder();
    MoveProgressLines progress = new MoveProgressLines(spec.commandLine().getErr());
    if (direction.to != null) {
      String url = PostgresAddress.jdbc("--to", direction.to);
      if (!Files.isDirectory(folder)) {
        throw new StorageException(
            "%s: holds no database; give the --data-dir of the server".formatted(folder));
      }
      DataDirectory books = DataDirectory.at(folder);
      print(told(books.database().toString(), () -> MoveToPostgres.run(books, url, progress)));
    } else {
      String url = PostgresAddress.jdbc("--from", String.valueOf(direction.from));
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new InvalidConfigurationException(
            "--data-dir %s: is a file; give a folder".formatted(folder));
      }
      DataDirectory books = DataDirectory.at(folder);
      print(told(Databases.name(url, books), () -> MoveToSqlite.run(url, books, progress)));
    }
    return 0;
  }

  /** As {@code serve} would find it. */
  private Path folder() {
    Map<String, Object> given = new HashMap<>();
    if (directory != null) {
      given.put("greengrocer.data-dir", directory.toString());
    }
    return ServerEnvironment.read(given).server().dataDir();
  }

  private static Move told(String name, Callable<Move> move) {
    try {
      return move.call();
    } catch (PoolInitializationException e) {
      throw DatabaseFailures.storage(name, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(Move move) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(move));
      return;
    }
    long rows = 0;
    for (MovedRows table : move.tables()) {
      out.printf("%s: %d rows, sha256 %s%n", table.table(), table.rows(), table.sha256());
      rows += table.rows();
    }
    out.printf(
        "%d rows of %d tables, alike in %s and %s%n",
        rows, move.tables().size(), move.from(), move.to());
  }
}
