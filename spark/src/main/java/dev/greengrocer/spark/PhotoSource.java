package dev.greengrocer.spark;

import dev.greengrocer.InvalidConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Where the photos come from: a folder with all folders in it, or a list of paths. */
final class PhotoSource {

  /** The column of a list. */
  private static final String PATH = "path";

  /** What is a place by itself, not one beside the list. */
  private static final String ABSOLUTE = "^(/|[A-Za-z][A-Za-z0-9+.-]*:/)";

  private final String given;
  private final Path place;
  private final FileSystem files;
  private final boolean folder;

  private PhotoSource(String given, Path place, FileSystem files, boolean folder) {
    this.given = given;
    this.place = place;
    this.files = files;
    this.folder = folder;
  }

  /** The full URI of an input, by which a run knows its own. */
  static String identity(String given, Configuration hadoop) {
    Path path = Locations.path("--input", given);
    return Locations.fileSystem(path, hadoop).makeQualified(path).toString();
  }

  /**
   * @throws InvalidConfigurationException if nothing is there
   */
  static PhotoSource of(String given, Configuration hadoop) {
    Path path = Locations.path("--input", given);
    FileSystem files = Locations.fileSystem(path, hadoop);
    Path place = files.makeQualified(path);
    try {
      boolean folder = files.getFileStatus(place).isDirectory() && !isParquet(place);
      return new PhotoSource(given, place, files, folder);
    } catch (FileNotFoundException e) {
      throw new InvalidConfigurationException(
          "--input %s: nothing is there; give a folder of photos, or a text, .csv or .parquet file that lists their paths"
              .formatted(given),
          e);
    } catch (IOException e) {
      throw Locations.reading(place, e);
    }
  }

  private static boolean isParquet(Path place) {
    return place.getName().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /**
   * @throws InvalidConfigurationException if results would be taken for photos
   */
  void requireOutside(OutFolder out) {
    String inside = out.path() + "/";
    if (folder && inside.startsWith(place.toString().replaceFirst("/*$", "/"))) {
      throw new InvalidConfigurationException(
          "--out %s: lies in --input %s, so that results would be taken for photos; give a folder elsewhere"
              .formatted(out.path(), given));
    }
  }

  /** How messages call it. */
  String given() {
    return given;
  }

  /**
   * The photos, in no order; a list may name one twice.
   *
   * @param scratch where the names found in a folder are written, so that no memory has to hold
   *     them
   * @return the column {@link ScoredRow#PHOTO}
   * @throws InvalidConfigurationException if a list has no column of paths
   */
  Dataset<Row> photos(SparkSession spark, Path scratch) {
    if (folder) {
      return FolderListing.write(spark, files, place, scratch);
    }
    Locations.requireNoPattern("--input", given);
    String name = place.getName().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    Dataset<Row> list;
    if (isParquet(place)) {
      list = spark.read().parquet(place.toString());
    } else if (name.endsWith(".csv")) {
      // As spreadsheets write it: a quote within quotes is doubled.
      list = spark.read().option("header", true).option("escape", "\"").csv(place.toString());
    } else {
      list = spark.read().text(place.toString()).withColumnRenamed("value", PATH);
    }
    List<String> columns = Arrays.asList(list.columns());
    if (!columns.contains(PATH)) {
      throw new InvalidConfigurationException(
          "--input %s: has no column '%s'; its columns are %s".formatted(given, PATH, columns));
    }
    // A byte order mark is no part of the first path.
    Column path = functions.regexp_replace(list.col(PATH).cast("string"), "^\uFEFF", "");
    Column beside = functions.concat(functions.lit(place.getParent() + "/"), path);
    return list.where(path.isNotNull().and(functions.trim(path).notEqual("")))
        .select(functions.when(path.rlike(ABSOLUTE), path).otherwise(beside).as(ScoredRow.PHOTO));
  }
}
