package dev.greengrocer.lab.report.dataset;

import dev.greengrocer.lab.dataset.prepare.DatasetReport;
import dev.greengrocer.lab.dataset.prepare.LabelConflict;
import dev.greengrocer.lab.dataset.source.PhotoFlag;
import dev.greengrocer.lab.report.Thumbnail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Small photos side by side: what the words of the page are about. */
final class DatasetContactSheets {

  private static final int SIDE = 144;
  private static final int PHOTOS_A_LABEL = 12;
  private static final int PHOTOS_A_FLAG = 24;
  private static final int GROUPS = 24;
  private static final int PHOTOS_A_GROUP = 4;

  private final DatasetReport report;
  private final Function<String, Path> files;

  DatasetContactSheets(DatasetReport report, Function<String, Path> files) {
    this.report = report;
    this.files = files;
  }

  /** A sheet a label, with photos from all over it. */
  List<Sheet> labels() {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    report.summary().labels().forEach(count -> paths.put(count.label(), new ArrayList<>()));
    report.sizes().forEach(size -> paths.getOrDefault(size.label(), List.of()).add(size.path()));
    return sheets(paths, PHOTOS_A_LABEL);
  }

  /** A sheet a doubt about quality. */
  List<Sheet> flags() {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    for (PhotoFlag flag : PhotoFlag.values()) {
      List<String> flagged =
          report.flagged().stream()
              .filter(photo -> photo.flags().contains(flag))
              .map(DatasetReport.FlaggedPhoto::path)
              .toList();
      if (!flagged.isEmpty()) {
        paths.put(flag.id(), flagged);
      }
    }
    return sheets(paths, PHOTOS_A_FLAG);
  }

  /** A sheet a near-duplicate group, groups from all over the data set. */
  List<Sheet> groups() {
    return spread(report.groups(), GROUPS).stream()
        .map(
            group ->
                new Sheet(
                    "",
                    group.photos().size(),
                    group.photos().stream()
                        .limit(PHOTOS_A_GROUP)
                        .map(path -> cell(path, path))
                        .toList()))
        .toList();
  }

  /** A sheet a conflict, with the first photo of each label. */
  List<Sheet> conflicts() {
    return spread(report.conflicts(), GROUPS).stream().map(this::conflict).toList();
  }

  private Sheet conflict(LabelConflict conflict) {
    Map<String, Cell> byLabel = new LinkedHashMap<>();
    conflict
        .photos()
        .forEach(
            photo ->
                byLabel.computeIfAbsent(
                    photo.label(), label -> cell(photo.path(), label + ": " + photo.path())));
    return new Sheet("", conflict.photos().size(), List.copyOf(byLabel.values()));
  }

  private List<Sheet> sheets(Map<String, List<String>> paths, int most) {
    List<Sheet> sheets = new ArrayList<>();
    paths.forEach(
        (title, all) ->
            sheets.add(
                new Sheet(
                    title,
                    all.size(),
                    spread(all, most).stream().map(path -> cell(path, path)).toList())));
    return sheets;
  }

  private Cell cell(String path, String caption) {
    return new Cell(Thumbnail.jpeg(files.apply(path), SIDE), caption);
  }

  /** At most so many, evenly spaced, the first among them. */
  static <T> List<T> spread(List<T> all, int most) {
    List<T> some = new ArrayList<>();
    int count = Math.min(most, all.size());
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  /**
   * Photos that belong together.
   *
   * @param title what they have in common
   * @param of how many there are in all
   * @param photos those that are shown
   */
  record Sheet(String title, int of, List<Cell> photos) {}

  /** A photo as a JPEG in Base64, and its name. */
  record Cell(String jpeg, String caption) {}
}
