package dev.greengrocer.spark;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.concurrent.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores parts, each a Spark job of one task. As many jobs are under way as keep every core busy,
 * with as many waiting, so that no core waits for the others at the end of a part.
 */
final class PartRunner {

  private static final Logger log = LoggerFactory.getLogger(PartRunner.class);

  /** Jobs under way at most: a driver plans each on a thread of its own. */
  private static final int MOST_JOBS = 512;

  /** Failed parts after which the others are not tried. */
  private static final int MOST_FAILURES = 10;

  private static final String GROUP = "greengrocer-parts";

  private static final Pattern BROKEN_MODEL =
      Pattern.compile(InvalidModelException.class.getName().replace(".", "\\.") + ": ([^\n]*)");

  private final SparkSession spark;
  private final Plan plan;
  private final OutFolder out;
  private final PartScorer scorer;
  private final AtomicInteger done = new AtomicInteger();

  PartRunner(SparkSession spark, Plan plan, OutFolder out, PartScorer scorer) {
    this.spark = spark;
    this.plan = plan;
    this.out = out;
    this.scorer = scorer;
  }

  /**
   * Scores parts and publishes each as soon as it is whole.
   *
   * @throws InvalidModelException if the model cannot be opened on an executor
   * @throws StorageException if a part failed as often as Spark tries; the others are written
   */
  void run(List<Plan.Part> parts) {
    List<String> failures = new ArrayList<>();
    try (WorkerPool jobs = WorkerPool.fixed(Math.min(parts.size(), jobs()), "part")) {
      List<Future<@Nullable String>> results = new ArrayList<>();
      for (Plan.Part part : parts) {
        results.add(jobs.submit(() -> failure(part, parts.size())));
      }
      for (Future<@Nullable String> result : results) {
        String failure = WorkerPool.await(result);
        if (failure != null) {
          failures.add(failure);
        }
        if (failures.size() == MOST_FAILURES) {
          break; // closing the pool cancels what waits
        }
      }
    }
    if (!failures.isEmpty()) {
      spark.sparkContext().cancelJobGroup(GROUP);
      throw failed(failures);
    }
  }

  private int jobs() {
    SparkConf conf = spark.sparkContext().getConf();
    int cores = spark.sparkContext().defaultParallelism();
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      // Executors come when tasks wait for them.
      return MOST_JOBS;
    }
    return Math.min(MOST_JOBS, 2 * cores);
  }

  private @Nullable String failure(Plan.Part part, int all) {
    try {
      score(part);
      log.info(
          "part {} is written: {} photos; {} of {} parts",
          part.number(),
          part.photos(),
          done.incrementAndGet(),
          all);
      return null;
    } catch (Exception e) { // Spark throws whatever failed, checked or not
      log.error("part {} failed", part.number(), e);
      return "part %d: %s".formatted(part.number(), e.getMessage());
    }
  }

  private void score(Plan.Part part) {
    spark.sparkContext().setJobGroup(GROUP, "part " + part.number(), false);
    Path work = out.workFolder(spark.sparkContext().applicationId(), part.number());
    plan.photosOf(part)
        .mapPartitions(scorer, Encoders.row(ScoredRow.SCHEMA))
        .write()
        .mode(SaveMode.Overwrite)
        .option("maxRecordsPerFile", 0) // one file, whatever the cluster's default
        .parquet(work.toString());
    out.publish(work, part.number());
  }

  private static RuntimeException failed(List<String> failures) {
    String first = failures.get(0);
    Matcher model = BROKEN_MODEL.matcher(first);
    if (model.find()) {
      return new InvalidModelException(model.group(1));
    }
    return new StorageException(
        "%s parts failed; started again with the same options, the run goes on with what is missing. %s"
            .formatted(
                failures.size() == MOST_FAILURES ? MOST_FAILURES + " or more" : failures.size(),
                first.lines().limit(2).reduce((one, two) -> one + " " + two).orElse("")));
  }
}
