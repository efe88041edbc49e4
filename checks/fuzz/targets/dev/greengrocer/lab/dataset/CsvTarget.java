package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.fuzz.Told;
import java.util.List;

/** Split files and manifests. */
public final class CsvTarget {

  private CsvTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      CsvFile.read(Told.file(bytes), List.of("path", "split"));
    } catch (InvalidDatasetException e) {
      Told.in(e);
    }
  }
}
