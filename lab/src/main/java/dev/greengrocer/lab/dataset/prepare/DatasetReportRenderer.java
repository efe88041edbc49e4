package dev.greengrocer.lab.dataset.prepare;

import java.nio.file.Path;
import java.util.function.Function;

/** Draws the page that people read; implemented in lab.report.dataset. */
public interface DatasetReportRenderer {

  /** Draws nothing. */
  DatasetReportRenderer NONE = (report, files, directory) -> {};

  /**
   * Writes {@code report.html} and its pictures.
   *
   * @param report what was found
   * @param files where the photo of a path in the report lies
   * @param directory the folder to write into
   */
  void render(DatasetReport report, Function<String, Path> files, Path directory);
}
