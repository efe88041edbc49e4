package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.lab.dataset.CsvFile;
import dev.greengrocer.lab.dataset.CsvRow;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.RowMatcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A CSV file that decides on label, group and split of each photo. */
final class SplitFile {

  private static final List<String> COLUMNS = List.of("path", "label", "group", "split");

  /** Splits that mean: leave this photo out. */
  private static final Set<String> LEFT_OUT = Set.of("duplicate", "conflict");

  private final String name;
  private final List<CsvRow> rows;

  private SplitFile(String name, List<CsvRow> rows) {
    this.name = name;
    this.rows = rows;
  }

  /** Reads and checks every row. */
  static SplitFile read(Path file) {
    List<CsvRow> rows = CsvFile.read(file, COLUMNS);
    for (CsvRow row : rows) {
      String split = row.get("split");
      if (!LEFT_OUT.contains(split) && Split.parse(split).isEmpty()) {
        throw row.fault(
            "split '%s' is not train, validation, test, duplicate or conflict".formatted(split));
      }
      for (String column : List.of("path", "label", "group")) {
        if (row.get(column).isBlank()) {
          throw row.fault("the %s is empty; fill it in".formatted(column));
        }
      }
    }
    return new SplitFile(String.valueOf(file.getFileName()), rows);
  }

  /** The name of the file, without its folder. */
  String name() {
    return name;
  }

  /** The class names of the photos that it puts into a split. */
  List<String> classNames() {
    return rows.stream()
        .filter(row -> split(row).isPresent())
        .map(row -> row.get("label"))
        .distinct()
        .sorted()
        .toList();
  }

  /** The split of a row, or empty when it is left out. */
  static Optional<Split> split(CsvRow row) {
    return Split.parse(row.get("split"));
  }

  /** Finds the photo that each row means. */
  RowMatcher.Matches match(List<InspectedPhoto> photos) {
    return new RowMatcher(rows).match(photos);
  }
}
