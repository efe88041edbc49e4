package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.fuzz.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Zips of photos: whatever they hold, nothing is written outside the folder, and no more than the
 * limits allow.
 */
public final class ZipTarget {

  private static final long MOST_BYTES = 1 << 20;
  private static final ZipExtractor EXTRACTOR =
      new ZipExtractor(new ZipLimits(100, MOST_BYTES, 100, MOST_BYTES));
  private static final Path AROUND = Told.folder();

  private ZipTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Path folder = Files.createDirectory(AROUND.resolve("photos"));
    try {
      EXTRACTOR.extract(Told.file(bytes), folder);
      requireWithin(folder);
    } catch (InvalidDatasetException e) {
      Told.in(e);
    } finally {
      for (Path path : deepestFirst(folder)) {
        Files.delete(path);
      }
    }
    try (Stream<Path> outside = Files.list(AROUND)) {
      outside.forEach(
          path -> {
            throw new AssertionError("written outside the folder: " + path);
          });
    }
  }

  private static void requireWithin(Path folder) throws IOException {
    long written = 0;
    for (Path path : deepestFirst(folder)) {
      written += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    if (written > MOST_BYTES) {
      throw new AssertionError(written + " bytes were unpacked, more than " + MOST_BYTES);
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
