package dev.greengrocer.spark;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Places as people write them: a path of the cluster's file system, or a URI of any that it can
 * read.
 */
final class Locations {

  private static final String LOCAL = "file";

  private Locations() {}

  /**
   * The place that a text means.
   *
   * @param option that the text was given with, for the message
   * @throws InvalidConfigurationException if it means none
   */
  static Path path(String option, String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "%s '%s': neither a path nor a URI (%s)".formatted(option, text, e.getMessage()), e);
    }
  }

  /**
   * @throws InvalidConfigurationException if Spark would take a name for a pattern
   */
  static void requireNoPattern(String option, String text) {
    if (text.matches("(?s).*[*?\\[\\]{}].*")) {
      throw new InvalidConfigurationException(
          "%s '%s': holds one of * ? [ ] { }, which Spark takes for a pattern; give another name"
              .formatted(option, text));
    }
  }

  /**
   * The file system of a place.
   *
   * @throws InvalidConfigurationException if Spark has none for its scheme
   * @throws StorageException if it does not answer
   */
  static FileSystem fileSystem(Path place, Configuration hadoop) {
    try {
      return place.getFileSystem(hadoop);
    } catch (org.apache.hadoop.fs.UnsupportedFileSystemException e) {
      throw unknown(place, e);
    } catch (IOException e) {
      throw reading(place, e);
    } catch (RuntimeException e) {
      // Hadoop knows the name of the class that speaks s3a, and the class is in a jar of its own.
      if (e.getCause() instanceof ClassNotFoundException) {
        throw unknown(place, e);
      }
      throw e;
    }
  }

  private static InvalidConfigurationException unknown(Path place, Exception cause) {
    return new InvalidConfigurationException(
        "%s: Spark has no file system for '%s:' (%s); for s3a: add --packages org.apache.hadoop:hadoop-aws:VERSION with the version of Spark's hadoop-client-api"
            .formatted(place, place.toUri().getScheme(), cause.getMessage()),
        cause);
  }

  static boolean isLocal(FileSystem files) {
    return LOCAL.equals(files.getUri().getScheme());
  }

  static StorageException reading(Path place, IOException cause) {
    return new StorageException(
        "%s: cannot be read (%s); check that it exists and its permissions"
            .formatted(place, reason(cause)),
        cause);
  }

  static StorageException writing(Path place, IOException cause) {
    return new StorageException(
        "%s: cannot be written (%s); check its folder, its permissions and the free space"
            .formatted(place, reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
