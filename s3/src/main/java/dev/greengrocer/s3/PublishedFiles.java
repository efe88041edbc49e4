package dev.greengrocer.s3;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.files.Json;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What {@code latest.json} says: which folder of the place is the one to read, and what is in it.
 *
 * @param format tells one of ours from another program's
 * @param folder where the files are within the place, with / at its end
 * @param previous the folder that was the one to read before, or null
 * @param files all of them, sorted by path
 */
record PublishedFiles(String format, String folder, @Nullable String previous, List<One> files) {

  static final String NAME = "latest.json";
  static final String FOLDERS = "exports/";
  static final String FORMAT = "greengrocer-published-folder-1";

  private static final int DIGITS = 16;
  private static final Pattern FOLDER = Pattern.compile(FOLDERS + "[0-9a-f]{" + DIGITS + "}/");

  PublishedFiles {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param path from the folder, with slashes
   * @param bytes its size
   * @param sha256 of its bytes
   */
  record One(String path, long bytes, String sha256) {}

  /**
   * Those of a folder. The name of the folder in the bucket is a hash of them, so that other
   * content never gets the place of what a program is reading.
   */
  static PublishedFiles of(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> walked = Files.walk(folder)) {
      found = walked.filter(Files::isRegularFile).sorted().toList();
    }
    List<One> files = new ArrayList<>();
    StringBuilder content = new StringBuilder();
    for (Path file : found) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      One one = new One(path, Files.size(file), Sha256.ofFile(file));
      files.add(one);
      content.append(one.sha256).append("  ").append(path).append('\n');
    }
    String name = Sha256.of(content.toString()).substring(0, DIGITS);
    return new PublishedFiles(FORMAT, FOLDERS + name + "/", null, files);
  }

  PublishedFiles after(@Nullable PublishedFiles earlier) {
    return new PublishedFiles(format, folder, earlier == null ? null : earlier.folder, files);
  }

  /**
   * Reads one.
   *
   * @param place where it was, for people
   * @throws InvalidConfigurationException if it is another program's, which would be lost
   */
  static PublishedFiles read(byte[] json, String place) {
    try {
      PublishedFiles read = Json.MAPPER.readValue(json, PublishedFiles.class);
      if (FORMAT.equals(read.format) && isFolder(read.folder)) {
        return read;
      }
    } catch (JacksonException | NullPointerException e) {
      // told below
    }
    throw new InvalidConfigurationException(
        "%s: was written by another program or a newer version, and would be lost; choose another prefix"
            .formatted(place));
  }

  private static boolean isFolder(@Nullable String folder) {
    return folder != null && FOLDER.matcher(folder).matches();
  }

  byte[] write() {
    return Json.INDENTED.writeValueAsBytes(this);
  }

  String key(One file) {
    return folder + file.path;
  }

  /** The folder that an object was written into by this program; empty for any other object. */
  static Optional<String> folderOf(String key) {
    int end = key.indexOf('/', FOLDERS.length()) + 1;
    return key.startsWith(FOLDERS) && isFolder(key.substring(0, end))
        ? Optional.of(key.substring(0, end))
        : Optional.empty();
  }
}
