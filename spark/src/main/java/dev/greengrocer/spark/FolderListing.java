package dev.greengrocer.spark;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through a folder and writes down the files in it.
 *
 * <p>Not by Spark's own {@code binaryFile}: that passes over names that begin with an underscore,
 * as photos of many cameras do ({@code _DSC1234.JPG}), and keeps the whole list in the driver's
 * memory.
 */
final class FolderListing {

  private static final Logger log = LoggerFactory.getLogger(FolderListing.class);

  /** Names in memory at a time. */
  private static final int CHUNK = 100_000;

  private final SparkSession spark;
  private final Path scratch;
  private final List<String> chunk = new ArrayList<>();
  private boolean written;
  private long hidden;
  private long listed;

  private FolderListing(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  /**
   * Lists every file but the hidden ones, whose names begin with a dot, and those in hidden
   * folders.
   */
  static Dataset<Row> write(SparkSession spark, FileSystem files, Path folder, Path scratch) {
    FolderListing listing = new FolderListing(spark, scratch);
    try {
      if (Locations.isLocal(files)) {
        boolean plain = Locations.isLocal(FileSystem.get(files.getConf()));
        listing.walk(java.nio.file.Path.of(folder.toUri().getPath()), plain ? "" : "file:");
      } else {
        listing.list(files, folder);
      }
    } catch (IOException e) {
      throw Locations.reading(folder, e);
    }
    listing.flush();
    log.info("{}: {} files, {} hidden ones left out", folder, listing.listed, listing.hidden);
    return spark.read().schema(ScoredRow.PHOTO_SCHEMA).parquet(scratch.toString());
  }

  private void list(FileSystem files, Path folder) throws IOException {
    int start = folder.toString().length();
    RemoteIterator<LocatedFileStatus> found = files.listFiles(folder, true);
    while (found.hasNext()) {
      String photo = found.next().getPath().toString();
      if (photo.substring(start).contains("/.")) {
        hidden++;
      } else {
        add(photo);
      }
    }
  }

  /** Does not follow links to folders, which may lead in a circle. */
  private void walk(java.nio.file.Path folder, String scheme) throws IOException {
    // The folder itself may be a link.
    java.nio.file.Path start = folder.toRealPath();
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(
              java.nio.file.Path place, BasicFileAttributes attributes) {
            if (!place.equals(start) && isHidden(place)) {
              hidden++;
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(
              java.nio.file.Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
              hidden++;
            } else if (!attributes.isSymbolicLink() || !Files.isDirectory(file)) {
              add(scheme + folder.resolve(start.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isHidden(java.nio.file.Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private void add(String photo) {
    listed++;
    chunk.add(photo);
    if (chunk.size() == CHUNK) {
      flush();
    }
  }

  private void flush() {
    if (chunk.isEmpty() && written) {
      return;
    }
    spark
        .createDataset(chunk, Encoders.STRING())
        .toDF(ScoredRow.PHOTO)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .parquet(scratch.toString());
    written = true;
    chunk.clear();
  }
}
