package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteDataSource;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // opened before each test
final class SharedCommitsTest {

  private static final int CLIENTS = 6;

  @TempDir private Path folder;

  private final AtomicInteger transactions = new AtomicInteger();
  private final CountDownLatch firstRuns = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private String url;
  private SharedCommits<String> commits;

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + folder.resolve("rows.sqlite");
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url);
    JdbcClient database = JdbcClient.create(source);
    database.sql("CREATE TABLE rows (name TEXT PRIMARY KEY)").update();
    commits =
        new SharedCommits<>(
            counted(source), names -> names.forEach(name -> insert(database, name)));
  }

  @AfterEach
  void close() {
    clients.shutdownNow();
  }

  @Test
  void those_who_come_while_another_is_committed_share_the_next_commit() throws Exception {
    List<Future<?>> written = writeWhileFirstRuns("a", "b", "c", "d", "e");

    for (Future<?> each : written) {
      each.get();
    }

    assertThat(rows()).containsExactly("a", "b", "c", "d", "e", "first");
    assertThat(transactions).as("commits: the first one's own and the shared one").hasValue(2);
  }

  @Test
  void whoever_has_returned_is_seen_by_others() throws Exception {
    List<Future<List<String>>> seen = new ArrayList<>();
    firstMayEnd.countDown();
    for (int client = 0; client < CLIENTS; client++) {
      String name = "client " + client;
      seen.add(
          clients.submit(
              () -> {
                commits.write(name);
                return rows();
              }));
    }

    for (int client = 0; client < CLIENTS; client++) {
      assertThat(seen.get(client).get()).contains("client " + client);
    }
  }

  @Test
  void a_row_that_is_refused_takes_none_of_the_others_with_it() throws Exception {
    List<Future<?>> written = writeWhileFirstRuns("a", "taken", "b");

    written.get(0).get();
    written.get(1).get();
    assertThatThrownBy(written.get(2)::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(DuplicateKeyException.class);
    written.get(3).get();
    assertThat(rows()).containsExactly("a", "b", "first");
  }

  @Test
  void when_the_database_fails_nobody_is_told_that_it_wrote() throws Exception {
    List<Future<?>> written = writeWhileFirstRuns("a", "broken", "b");

    written.get(0).get();
    for (Future<?> each : written.subList(1, 4)) {
      assertThatThrownBy(each::get).hasRootCauseMessage("disk full");
    }
    assertThat(rows()).containsExactly("first");
  }

  @Test
  void when_the_program_itself_fails_nobody_is_told_that_it_wrote() throws Exception {
    List<Future<?>> written = writeWhileFirstRuns("a", "too much", "b");

    written.get(0).get();
    for (Future<?> each : written.subList(1, 4)) {
      assertThatThrownBy(each::get).hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
    assertThat(rows()).containsExactly("first");
  }

  /** One row is on its way when the others come; they are let go when all of them wait. */
  private List<Future<?>> writeWhileFirstRuns(String... names) throws InterruptedException {
    List<Future<?>> written = new ArrayList<>();
    written.add(clients.submit(() -> commits.write("first")));
    firstRuns.await();
    for (String name : names) {
      written.add(clients.submit(() -> commits.write(name)));
    }
    while (commits.waiting() < names.length) {
      Thread.sleep(1);
    }
    firstMayEnd.countDown();
    return written;
  }

  private void insert(JdbcClient database, String name) {
    if (name.equals("broken")) {
      throw new IllegalStateException("disk full");
    }
    if (name.equals("too much")) {
      throw new OutOfMemoryError("drawn");
    }
    if (name.equals("taken")) {
      throw new DuplicateKeyException("another server wrote it");
    }
    if (name.equals("first")) {
      firstRuns.countDown();
      await(firstMayEnd);
    }
    database.sql("INSERT INTO rows (name) VALUES (:name)").param("name", name).update();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private TransactionTemplate counted(DataSource source) {
    return new TransactionTemplate(
        new JdbcTransactionManager(source) {
          @Override
          protected void doBegin(Object transaction, TransactionDefinition definition) {
            transactions.incrementAndGet();
            super.doBegin(transaction, definition);
          }
        });
  }

  /** On a connection of its own, as after a crash: what is not committed is not there. */
  private List<String> rows() throws Exception {
    List<String> names = new ArrayList<>();
    try (Connection file = DriverManager.getConnection(url);
        Statement sql = file.createStatement();
        ResultSet row = sql.executeQuery("SELECT name FROM rows ORDER BY name")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }
}
