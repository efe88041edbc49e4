package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner of the photos says of them, for the Croissant description.
 *
 * @param license a URL or an SPDX identifier; unknown when empty
 * @param citeAs how to cite the photos; unknown when empty
 * @param datePublished when the photos were published; the day of the newest file when empty
 */
public record DatasetOrigin(
    Optional<String> license, Optional<String> citeAs, Optional<LocalDate> datePublished) {

  /** Nothing was said. */
  public static final DatasetOrigin UNKNOWN =
      new DatasetOrigin(Optional.empty(), Optional.empty(), Optional.empty());

  static final String LICENSE = "license";
  static final String CITE_AS = "cite-as";
  static final String DATE_PUBLISHED = "date-published";

  /** Checks that what was said says something. */
  public DatasetOrigin {
    license.ifPresent(text -> requireText(LICENSE, text));
    citeAs.ifPresent(text -> requireText(CITE_AS, text));
  }

  /**
   * Adds what was said to the options of a data set.
   *
   * @param photos the files that the sources offered; the newest tells the date if none was given
   */
  public void describe(Map<String, String> options, List<Path> photos) {
    license.ifPresent(text -> options.put(LICENSE, text));
    citeAs.ifPresent(text -> options.put(CITE_AS, text));
    datePublished
        .or(() -> newest(photos))
        .ifPresent(day -> options.put(DATE_PUBLISHED, day.toString()));
  }

  /** The day in UTC on which the newest of the photos was last changed. */
  private static Optional<LocalDate> newest(List<Path> photos) {
    return photos.stream()
        .filter(Files::exists)
        .map(DatasetOrigin::lastChanged)
        .max(Instant::compareTo)
        .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  private static Instant lastChanged(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private static void requireText(String option, String text) {
    if (text.isBlank()) {
      throw new InvalidConfigurationException(
          "--%s is empty; give it or leave the option out".formatted(option));
    }
  }
}
