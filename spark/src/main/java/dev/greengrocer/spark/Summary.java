package dev.greengrocer.spark;

import dev.greengrocer.StorageException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What became of the photos of a run.
 *
 * @param photos how many there are, each with one row
 * @param outcomes how many of them were accepted, … or have an error, by name
 */
record Summary(long photos, Map<String, Long> outcomes) {

  /** Copies the outcomes. */
  Summary {
    outcomes = Map.copyOf(outcomes);
  }

  /**
   * Counts what is written.
   *
   * @throws StorageException if it is not one row a photo
   */
  static Summary of(SparkSession spark, OutFolder out, Plan plan) {
    Dataset<Row> rows = rows(spark, out);
    Column outcome =
        functions.coalesce(functions.col(ScoredRow.DECISION), functions.col(ScoredRow.ERROR_KIND));
    Column file = functions.element_at(functions.split(functions.input_file_name(), "/"), -1);
    Map<String, Long> outcomes = new TreeMap<>();
    Map<String, Long> rowsOfFile = new TreeMap<>();
    for (Row row : rows.groupBy(file, outcome).count().collectAsList()) {
      rowsOfFile.merge(row.getString(0), row.getLong(2), Long::sum);
      outcomes.merge(row.getString(1), row.getLong(2), Long::sum);
    }
    requirePlanned(out, plan, rowsOfFile);
    return new Summary(plan.photos(), outcomes);
  }

  private static void requirePlanned(OutFolder out, Plan plan, Map<String, Long> rowsOfFile) {
    Map<String, Long> others = new TreeMap<>(rowsOfFile);
    for (Plan.Part part : plan.parts()) {
      String file = OutFolder.file(part.number());
      Long found = others.remove(file);
      if (found == null || found != part.photos()) {
        throw new StorageException(
            "%s/%s: %d rows for %d photos; remove the file and start the run again"
                .formatted(out.path(), file, found == null ? 0 : found, part.photos()));
      }
    }
    if (!others.isEmpty()) {
      throw new StorageException(
          "%s/%s: not of this run; move it elsewhere and start the run again"
              .formatted(out.path(), others.keySet().iterator().next()));
    }
  }

  /** The names of the files with photos that could not be read. */
  static List<String> filesWithUnreadable(SparkSession spark, OutFolder out) {
    if (out.results().isEmpty()) {
      return List.of();
    }
    return rows(spark, out)
        .where(functions.col(ScoredRow.ERROR_KIND).equalTo(ScoredRow.UNREADABLE))
        .select(functions.element_at(functions.split(functions.input_file_name(), "/"), -1))
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Dataset<Row> rows(SparkSession spark, OutFolder out) {
    return spark.read().schema(ScoredRow.SCHEMA).parquet(out.results().toArray(String[]::new));
  }

  /** The counts as a sentence. */
  String words() {
    return outcomes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", photos + " photos, a row each: ", ""));
  }
}
