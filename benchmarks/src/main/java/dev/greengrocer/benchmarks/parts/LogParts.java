package dev.greengrocer.benchmarks.parts;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.benchmarks.comparison.WrongAnswerException;
import dev.greengrocer.benchmarks.product.EmptyLog;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writing an answer into the server's books, an SQLite file, until a power cut cannot take it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up before each trial.
public class LogParts {

  private static final int CLIENTS = 16;
  private static final List<ClassScore> SCORES =
      IntStream.range(0, LoggedPrediction.KEPT_SCORES)
          .mapToObj(place -> new ClassScore("label " + place, 0.5 / (1 << place)))
          .toList();

  private final AtomicLong written = new AtomicLong();
  private Path folder;
  private HikariDataSource database;
  private PredictionLog log;
  private volatile LoggedPrediction last;

  /** Makes the books and writes a first answer into them. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("greengrocer-log");
    database = EmptyLog.make(folder);
    log =
        new PredictionLog(
            JdbcClient.create(database),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            new ShopCalendar(ZoneOffset.UTC));
    logInsert();
  }

  /** One answer, from one client. */
  @Benchmark
  public void logInsert() {
    LoggedPrediction answer = answer();
    log.append(answer);
    last = answer;
    written.incrementAndGet();
  }

  /** One answer, while fifteen other clients write theirs: how many a second, all together. */
  @Benchmark
  @Threads(CLIENTS)
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void logInsertsFrom16Clients() {
    logInsert();
  }

  /** Looks whether the file has as many answers as were written, and whether one reads the same. */
  @TearDown
  public void close() throws IOException, SQLException {
    require(log.find(last.id()).equals(Optional.of(last)), "the last answer is another one");
    long found = rows();
    database.close();
    FolderTree.delete(folder);
    require(found == written.get(), "%d answers, not %s".formatted(found, written));
  }

  /** Counts them on a connection that the log does not use. */
  private long rows() throws SQLException {
    try (Connection file =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("greengrocer.sqlite"));
        Statement sql = file.createStatement();
        ResultSet count = sql.executeQuery("SELECT COUNT(*) FROM predictions")) {
      return count.getLong(1);
    }
  }

  private static LoggedPrediction answer() {
    return new LoggedPrediction(
        Ids.next(),
        Instant.ofEpochMilli(System.currentTimeMillis()),
        new LoggedPrediction.Origin("request", Source.API, "key", null),
        new LoggedPrediction.Photo(Ids.next(), 640, 480, ImageFormat.JPEG),
        new LoggedPrediction.Outcome( // anything that no other photo has
            Decision.ACCEPT, Reason.CONFIDENT, SCORES.subList(0, 1), SCORES),
        new LoggedPrediction.Model("model", "abcdef0123456789"),
        new LoggedPrediction.Timings(1_000, 1_000, 100, 8_000),
        null);
  }

  private static void require(boolean right, String fault) {
    if (!right) {
      throw new WrongAnswerException("prediction log", fault);
    }
  }
}
