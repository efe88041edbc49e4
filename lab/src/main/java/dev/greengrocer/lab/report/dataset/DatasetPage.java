package dev.greengrocer.lab.report.dataset;

import com.samskivert.mustache.Mustache;
import dev.greengrocer.StorageException;
import dev.greengrocer.lab.dataset.DatasetFiles;
import dev.greengrocer.lab.dataset.duplicates.GroupAgreement;
import dev.greengrocer.lab.dataset.prepare.DatasetReport;
import dev.greengrocer.lab.dataset.prepare.DatasetReportRenderer;
import dev.greengrocer.lab.dataset.prepare.DatasetSummary;
import dev.greengrocer.lab.dataset.prepare.DuplicateSet;
import dev.greengrocer.lab.dataset.prepare.LabelCount;
import dev.greengrocer.lab.dataset.source.Rejection;
import dev.greengrocer.lab.report.PageResources;
import dev.greengrocer.lab.report.plot.DatasetBalancePlot;
import dev.greengrocer.lab.report.plot.DatasetSizePlot;
import dev.greengrocer.lab.report.plot.PagePlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A prepared data set as one HTML page that carries its pictures and needs no network. */
public final class DatasetPage implements DatasetReportRenderer {

  private static final int ROWS = 50;

  @Override
  public void render(DatasetReport report, Function<String, Path> files, Path directory) {
    String html =
        Mustache.compiler()
            .escapeHTML(true)
            .compile(PageResources.text("dataset.mustache"))
            .execute(context(report, files));
    Path file = directory.resolve(DatasetFiles.REPORT_HTML);
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  private static Map<String, Object> context(DatasetReport report, Function<String, Path> files) {
    DatasetSummary summary = report.summary();
    DatasetContactSheets sheets = new DatasetContactSheets(report, files);
    Map<String, Object> context = new HashMap<>();
    context.put("css", PageResources.text("page.css"));
    context.put("summary", summary);
    context.put("used", count(summary.files().used()));
    context.put("labelCount", summary.labels().size());
    context.put(
        "splits",
        summary.splits().entrySet().stream()
            .map(split -> new Figure(split.getKey(), count(split.getValue())))
            .toList());
    context.put("files", files(summary));
    context.put("headline", headline(summary));
    context.put("hasLeaks", !summary.leakage().leaks().isEmpty());
    context.put("straddling", straddling(summary));
    context.put("labels", summary.labels().stream().map(LabelRow::of).toList());
    context.put("balancePlot", PagePlot.of(palette -> DatasetBalancePlot.png(summary, palette)));
    context.put("sizePlot", PagePlot.of(palette -> DatasetSizePlot.png(report, palette)));
    context.put("reasons", reasons(report));
    context.put("rejected", report.rejected().stream().limit(ROWS).map(RejectedRow::of).toList());
    context.put("hasRejected", !report.rejected().isEmpty());
    context.put("hasDuplicates", !report.duplicates().isEmpty());
    context.put("moreRejected", more(report.rejected().size()));
    context.put(
        "duplicates", report.duplicates().stream().limit(ROWS).map(DuplicateRow::of).toList());
    context.put("moreDuplicates", more(report.duplicates().size()));
    context.put("conflictSheets", sheets.conflicts());
    context.put("conflictCount", report.conflicts().size());
    context.put("groupSheets", sheets.groups());
    context.put("flagSheets", sheets.flags());
    context.put("labelSheets", sheets.labels());
    context.put("agreement", summary.agreement().stream().map(DatasetPage::agreement).toList());
    context.put("options", summary.identity().options().entrySet());
    return context;
  }

  private static List<Figure> files(DatasetSummary summary) {
    return List.of(
        new Figure("files found", count(summary.files().found())),
        new Figure("in the data set", count(summary.files().used())),
        new Figure("rejected", count(summary.files().rejected())),
        new Figure("byte-identical copies left out", count(summary.files().duplicates())),
        new Figure("in conflict, left out", count(summary.files().conflicts())),
        new Figure("left out by the split file", count(summary.files().leftOut())),
        new Figure("hidden, not looked at", count(summary.files().hidden())));
  }

  /** The gravest leak, if the published splits leak at all. */
  private static List<String> headline(DatasetSummary summary) {
    return summary.worstLeak().stream().map(leak -> leak.sentence()).toList();
  }

  private static List<String> straddling(DatasetSummary summary) {
    return summary.nearDuplicates().straddlingGroups() == 0
        ? List.of()
        : List.of(count(summary.nearDuplicates().straddlingGroups()));
  }

  private static List<Figure> reasons(DatasetReport report) {
    return report.rejected().stream()
        .collect(
            Collectors.groupingBy(
                rejection -> rejection.reason().id(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> new Figure(entry.getKey(), count(entry.getValue())))
        .toList();
  }

  private static String agreement(GroupAgreement agreement) {
    return "Of the pairs of different photos that share a group there, %s share one here as well, %s do not, and %s share one only here (%s photos compared)."
        .formatted(
            count(agreement.found()),
            count(agreement.missed()),
            count(agreement.extra()),
            count(agreement.photos()));
  }

  private static List<String> more(int size) {
    return size > ROWS ? List.of(count(size - ROWS)) : List.of();
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number and what it counts. */
  record Figure(String name, String value) {}

  /** A class and its photos. */
  record LabelRow(String label, String group, int train, int validation, int test, int total) {
    static LabelRow of(LabelCount count) {
      return new LabelRow(
          count.label(),
          count.group().equals(count.label()) ? "" : count.group(),
          count.train(),
          count.validation(),
          count.test(),
          count.total());
    }
  }

  /** A photo and its byte-identical copies. */
  record DuplicateRow(String kept, String copies) {
    static DuplicateRow of(DuplicateSet set) {
      return new DuplicateRow(set.kept(), String.join(", ", set.copies()));
    }
  }

  /** A file that was left out. */
  record RejectedRow(String path, String reason, String detail) {
    static RejectedRow of(Rejection rejection) {
      return new RejectedRow(rejection.path(), rejection.reason().id(), rejection.detail());
    }
  }
}
