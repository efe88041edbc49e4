package dev.greengrocer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.StorageException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a folder of photos, by their paths within it, with their sizes in bytes. As a file:
 * a line for each, compressed.
 */
final class PhotoList {

  /** What {@code PhotoStore} calls photos and thumbnails: nothing that leads out of its folder. */
  private static final Pattern PATH =
      Pattern.compile("([0-9a-f]{2})/([0-9a-f]{2})/((\\1\\2[0-9a-f]{60})(\\.[a-z]+){1,2})");

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\S+)");
  private static final String THUMBNAIL = ".thumbnail.";

  private PhotoList() {}

  /** The photos and thumbnails that a folder holds. */
  static SortedMap<String, Long> of(Path folder) {
    SortedMap<String, Long> photos = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return photos;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (PATH.matcher(path).matches()) {
          photos.put(path, Files.size(file));
        }
      }
      return photos;
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  /** Writes a list. */
  static void write(Map<String, Long> photos, Path file) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8))) {
      for (Map.Entry<String, Long> photo : photos.entrySet()) {
        out.write(photo.getValue() + " " + photo.getKey() + "\n");
      }
    }
  }

  /**
   * Reads a list.
   *
   * @throws IOException if it is none
   */
  static SortedMap<String, Long> read(Path file) throws IOException {
    SortedMap<String, Long> photos = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || !PATH.matcher(parts.group(2)).matches()) {
          throw new IOException("'" + line + "' is no size and path of a photo");
        }
        photos.put(parts.group(2), Long.parseLong(parts.group(1)));
      }
    }
    return photos;
  }

  /** The SHA-256 that a photo's bytes must have: its own name; a thumbnail's is not known. */
  static boolean isThumbnail(String path) {
    return path.contains(THUMBNAIL);
  }

  /** The SHA-256 of a photo, after which it is called. */
  static String sha256(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not the path of a photo: " + path);
    }
    return parts.group(4);
  }
}
