package dev.greengrocer.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One session for all tests, on two threads of this process. */
final class LocalSpark {

  static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", "1")
          .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
          .config("spark.hadoop.fs.flaky.impl", FlakyFileSystem.class.getName())
          .getOrCreate();

  private LocalSpark() {}

  /** Scores with small parts and the three most probable labels. */
  static Summary score(Path input, Path bundle, Path out) {
    return job(input.toString(), bundle, out, 3).run();
  }

  static ScoringJob job(String input, Path bundle, Path out, int top) {
    return new ScoringJob(
        SESSION, new ScoringJob.Request(input, bundle.toString(), out.toString(), top, 5));
  }

  /** All rows, in the order of the photos' paths. */
  static List<Row> rows(Path out) {
    return SESSION.read().parquet(out.toString()).orderBy("photo").collectAsList();
  }

  static List<String> photos(Path out) {
    return rows(out).stream().map(row -> row.<String>getAs("photo")).toList();
  }
}
