package dev.greengrocer.cli.dataset;

import dev.greengrocer.lab.dataset.DatasetFiles;
import dev.greengrocer.lab.dataset.prepare.DatasetSummary;
import dev.greengrocer.lab.dataset.prepare.FileCounts;
import dev.greengrocer.lab.dataset.prepare.LabelCount;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a preparation came to, on a screen. */
final class PrepareSummary {

  private PrepareSummary() {}

  static void print(DatasetSummary summary, Path out, PrintWriter stdout) {
    FileCounts files = summary.files();
    stdout.printf("%,d files found, %,d photos in the data set%n", files.found(), files.used());
    line(stdout, files.rejected(), "rejected");
    line(stdout, files.duplicates(), "byte-identical copies left out");
    line(stdout, files.conflicts(), "left out because their picture is under several labels");
    line(stdout, files.leftOut(), "left out by the split file");
    line(stdout, files.hidden(), "hidden or of the system, not looked at");
    summary.flags().forEach((flag, count) -> line(stdout, count, flag + ", kept"));
    stdout.printf(
        "%,d near-duplicate groups of %,d photos%n",
        summary.nearDuplicates().nearDuplicateGroups(),
        summary.nearDuplicates().nearDuplicatePhotos());
    summary
        .agreement()
        .ifPresent(
            agreement ->
                stdout.printf(
                    "compared with the other groups: %,d pairs found, %,d missed, %,d extra%n",
                    agreement.found(), agreement.missed(), agreement.extra()));
    table(summary, stdout);
    if (!summary.leakage().leakSentences().isEmpty()) {
      stdout.printf("%nThe published splits:%n");
      summary.leakage().leakSentences().forEach(sentence -> stdout.printf("  %s%n", sentence));
    }
    if (summary.nearDuplicates().straddlingGroups() > 0) {
      stdout.printf(
          "%nThe splits of this data set leak: %,d near-duplicate groups are in more than one.%n",
          summary.nearDuplicates().straddlingGroups());
    }
    stdout.printf("%nReport: %s%n", out.resolve(DatasetFiles.REPORT_HTML));
  }

  private static void line(PrintWriter stdout, int count, String what) {
    if (count > 0) {
      stdout.printf("  %,7d %s%n", count, what);
    }
  }

  private static void table(DatasetSummary summary, PrintWriter stdout) {
    stdout.printf("%n%-24s %8s %11s %8s%n", "label", "train", "validation", "test");
    for (LabelCount count : summary.labels()) {
      row(stdout, count.label(), count.train(), count.validation(), count.test());
    }
    row(
        stdout,
        "all",
        summary.labels().stream().mapToInt(LabelCount::train).sum(),
        summary.labels().stream().mapToInt(LabelCount::validation).sum(),
        summary.labels().stream().mapToInt(LabelCount::test).sum());
  }

  private static void row(PrintWriter stdout, String label, int train, int validation, int test) {
    stdout.printf("%-24s %,8d %,11d %,8d%n", label, train, validation, test);
  }
}
