package dev.greengrocer.spark;

import dev.greengrocer.InvalidConfigurationException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which part each photo belongs to. It is made once and read by every later start, so that photos
 * that come or go meanwhile move no other to another part.
 */
final class Plan {

  private static final Logger log = LoggerFactory.getLogger(Plan.class);

  private static final String PART = "part";
  private static final String GROUP = "part_group";

  /** Parts in a file of the plan: few enough to be read quickly, so many that files stay few. */
  private static final int GROUP_SIZE = 64;

  // A small archive is divided further, so that no processor waits for the others' last part, but
  // not so far that starting a task takes longer than its photos.
  private static final int PARTS_PER_CORE = 4;
  private static final int SMALL_PART = 500;

  private final SparkSession spark;
  private final Path table;
  private final List<Part> parts;

  private Plan(SparkSession spark, Path table, List<Part> parts) {
    this.spark = spark;
    this.table = table;
    this.parts = List.copyOf(parts);
  }

  /**
   * A part of the archive.
   *
   * @param number from 0
   * @param photos how many there are in it, at least 1
   */
  record Part(int number, long photos) {}

  /**
   * Divides the photos of an input into parts and writes that down.
   *
   * @throws InvalidConfigurationException if there is no photo, or one that Spark cannot reach;
   *     then nothing of the plan is left behind
   */
  static Plan make(
      SparkSession spark,
      PhotoSource source,
      OutFolder out,
      int partSize,
      RunDescription description) {
    out.removePlan();
    try {
      write(divided(spark, source, out, partSize), out);
    } catch (RuntimeException e) {
      out.removePlan();
      throw e;
    }
    out.finishPlan(description);
    return read(spark, out);
  }

  private static Dataset<Row> divided(
      SparkSession spark, PhotoSource source, OutFolder out, int partSize) {
    Dataset<Row> named = source.photos(spark, out.listFolder());
    Dataset<Row> photos = named.dropDuplicates();
    long count = photos.count();
    if (count == 0) {
      throw new InvalidConfigurationException(
          "--input %s: no photos there; give a folder that holds some, or a list that names some"
              .formatted(source.given()));
    }
    long repeated = named.count() - count;
    if (repeated > 0) {
      log.info("{}: {} paths are named more than once and scored once", source.given(), repeated);
    }
    requireReachable(spark, photos);
    int parts = parts(count, partSize, spark.sparkContext().defaultParallelism());
    Column hash = functions.xxhash64(photos.col(ScoredRow.PHOTO));
    return photos.withColumn(PART, functions.pmod(hash, functions.lit(parts)).cast("int"));
  }

  private static void write(Dataset<Row> divided, OutFolder out) {
    Column group = functions.floor(functions.col(PART).divide(GROUP_SIZE)).cast("int");
    divided
        .withColumn(GROUP, group)
        .repartition(functions.col(GROUP))
        .sortWithinPartitions(GROUP, PART, ScoredRow.PHOTO)
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy(GROUP)
        .parquet(out.planFolder().toString());
  }

  /** Reads what was planned. */
  static Plan read(SparkSession spark, OutFolder out) {
    Path table = out.planFolder();
    List<Part> parts =
        spark
            .read()
            .parquet(table.toString())
            .groupBy(PART)
            .count()
            .orderBy(PART)
            .collectAsList()
            .stream()
            .map(row -> new Part(row.getInt(0), row.getLong(1)))
            .toList();
    return new Plan(spark, table, parts);
  }

  static int parts(long photos, int partSize, int cores) {
    long small = ceil(photos, SMALL_PART);
    // Whole rounds: three parts on two cores would take as long as four.
    long rounds = Math.min(ceil(small, cores), PARTS_PER_CORE);
    long wanted = small < cores ? small : rounds * cores;
    return Math.toIntExact(Math.max(ceil(photos, partSize), wanted));
  }

  private static long ceil(long dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** A scheme that no library reads is an error of the list, not of each photo. */
  private static void requireReachable(SparkSession spark, Dataset<Row> photos) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Column scheme =
        functions.regexp_extract(photos.col(ScoredRow.PHOTO), "^([A-Za-z][A-Za-z0-9+.-]*):/", 1);
    photos
        .groupBy(scheme)
        .agg(functions.min(ScoredRow.PHOTO))
        .select(functions.col("min(" + ScoredRow.PHOTO + ")"))
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(example -> Locations.fileSystem(Locations.path("--input", example), hadoop));
  }

  List<Part> parts() {
    return parts;
  }

  /** How many photos there are in all parts. */
  long photos() {
    return parts.stream().mapToLong(Part::photos).sum();
  }

  /** The photos of one part, in one partition, in the order of their paths. */
  Dataset<String> photosOf(Part part) {
    return spark
        .read()
        .schema(ScoredRow.PHOTO_SCHEMA.add(PART, "int"))
        .parquet(new Path(table, GROUP + "=" + part.number() / GROUP_SIZE).toString())
        .where(functions.col(PART).equalTo(part.number()))
        .select(ScoredRow.PHOTO)
        .coalesce(1)
        .as(Encoders.STRING());
  }
}
