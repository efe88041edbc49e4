package dev.greengrocer.web.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.move.Move;
import dev.greengrocer.ledger.move.MoveProgress;
import dev.greengrocer.ledger.move.MoveToPostgres;
import dev.greengrocer.ledger.move.MoveToSqlite;
import dev.greengrocer.web.PostgresServer;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a move takes: {@code -Dgreengrocer.rows=1000000} makes it a million predictions, with
 * eleven scores each, and the log tells the times.
 */
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
final class ManyRowsMoveTest {

  private static final Logger log = LoggerFactory.getLogger(ManyRowsMoveTest.class);
  private static final int ROWS = Integer.getInteger("greengrocer.rows", 10_000);

  private static final MoveProgress SILENT = (step, done, total) -> {};

  @TempDir Path folder;

  @Test
  void many_predictions_move_there_and_back() {
    DataDirectory books = OddBooks.write(folder.resolve("books"), ROWS);
    DataDirectory back = DataDirectory.at(folder.resolve("back"));
    String url = PostgresServer.emptyDatabase("many_" + Long.toHexString(System.nanoTime()));

    Move there = timed("to PostgreSQL", () -> MoveToPostgres.run(books, url, SILENT));
    Move again = timed("to SQLite", () -> MoveToSqlite.run(url, back, SILENT));

    assertThat(again.tables()).isEqualTo(there.tables());
    assertThat(there.tables())
        .filteredOn(table -> table.table().equals("prediction_scores"))
        .singleElement()
        .satisfies(table -> assertThat(table.rows()).isEqualTo(11L * ROWS));
  }

  private static Move timed(String what, Supplier<Move> move) {
    long start = System.nanoTime();
    Move moved = move.get();
    log.info("{} predictions {}: {} s", ROWS, what, (System.nanoTime() - start) / 1_000_000_000.0);
    return moved;
  }
}
