package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.Json;
import dev.greengrocer.lab.dataset.CsvFile;
import dev.greengrocer.lab.dataset.DatasetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What was found as files for programs: {@code report.json} and {@code rejected.csv}. */
public final class DatasetReportFile {

  private DatasetReportFile() {}

  /** The figures as JSON: the first part of {@code report.json}. */
  public static String json(DatasetSummary summary) {
    return Json.INDENTED.writeValueAsString(summary) + "\n";
  }

  static void write(DatasetReport report, Path directory) {
    ObjectNode document = Json.INDENTED.valueToTree(report.summary());
    ObjectNode details = Json.INDENTED.valueToTree(report);
    details.remove("summary");
    details.remove("sizes");
    document.setAll(details);
    Path file = directory.resolve(DatasetFiles.REPORT_JSON);
    try {
      Files.writeString(file, Json.INDENTED.writeValueAsString(document) + "\n");
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
    CsvFile.write(
        directory.resolve(DatasetFiles.REJECTED),
        List.of("path", "reason", "detail"),
        report.rejected().stream()
            .map(
                rejection -> List.of(rejection.path(), rejection.reason().id(), rejection.detail()))
            .toList());
  }
}
