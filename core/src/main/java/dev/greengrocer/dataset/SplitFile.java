package dev.greengrocer.dataset;

import dev.greengrocer.Split;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file that decides on label, group and split of each photo.
 *
 * <p>Its paths are relative to its own folder. A row whose path is no file of the sources is found
 * by its sha256, if it has one: then the sources may lie, or be packed, anywhere.
 */
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

  /**
   * Finds the photo that each row means.
   *
   * @param photos sorted by path
   */
  Matches match(List<InspectedPhoto> photos) {
    Map<Path, InspectedPhoto> byFile = new HashMap<>();
    photos.forEach(photo -> byFile.put(absolute(photo.source().file()), photo));
    Map<InspectedPhoto, CsvRow> rowByPhoto = new LinkedHashMap<>();
    List<CsvRow> unplaced = new ArrayList<>();
    for (CsvRow row : rows) {
      InspectedPhoto photo = byFile.get(place(row));
      if (photo == null) {
        unplaced.add(row);
      } else if (rowByPhoto.putIfAbsent(photo, row) != null) {
        throw row.fault("path '%s' stands twice; remove one row".formatted(row.get("path")));
      }
    }
    Map<String, List<InspectedPhoto>> byHash = new HashMap<>();
    photos.stream()
        .filter(photo -> !rowByPhoto.containsKey(photo))
        .forEach(
            photo -> byHash.computeIfAbsent(photo.sha256(), h -> new ArrayList<>()).add(photo));
    List<CsvRow> missing = new ArrayList<>();
    for (CsvRow row : unplaced) {
      List<InspectedPhoto> same = byHash.getOrDefault(row.get("sha256"), List.of());
      if (same.isEmpty()) {
        missing.add(row);
      } else {
        rowByPhoto.put(same.remove(mostAlike(row.get("path"), same)), row);
      }
    }
    return new Matches(rowByPhoto, missing);
  }

  private static Path place(CsvRow row) {
    Path folder = absolute(row.file()).getParent();
    try {
      Path path = Path.of(row.get("path"));
      return folder == null ? path : folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw row.fault("'%s' is not a path on this machine".formatted(row.get("path")));
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Among byte-identical photos, the one whose path ends most like the row's. */
  private static int mostAlike(String path, List<InspectedPhoto> photos) {
    int best = 0;
    int bestLength = -1;
    for (int i = 0; i < photos.size(); i++) {
      int length = commonEnd(path, photos.get(i).path());
      if (length > bestLength) {
        best = i;
        bestLength = length;
      }
    }
    return best;
  }

  private static int commonEnd(String one, String other) {
    int length = 0;
    int shortest = Math.min(one.length(), other.length());
    while (length < shortest
        && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
      length++;
    }
    return length;
  }

  /**
   * What the rows of a split file mean.
   *
   * @param rowByPhoto the row of each photo that has one
   * @param missing rows without a photo
   */
  record Matches(Map<InspectedPhoto, CsvRow> rowByPhoto, List<CsvRow> missing) {}
}
