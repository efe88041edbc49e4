package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.lab.dataset.CsvRow;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the photos that the rows of a CSV file mean.
 *
 * <p>A row's path is relative to the file's own folder. A row whose path is no photo of the sources
 * is found by its sha256, if it has one: then the sources may lie, or be packed, anywhere.
 */
public final class RowMatcher {

  private final List<CsvRow> rows;

  public RowMatcher(List<CsvRow> rows) {
    this.rows = rows;
  }

  /**
   * Finds the photo that each row means.
   *
   * @param photos sorted by path
   */
  public Matches match(List<InspectedPhoto> photos) {
    Map<Path, InspectedPhoto> byFile = new HashMap<>();
    photos.forEach(photo -> byFile.put(absolute(photo.source().file()), photo));
    Map<InspectedPhoto, CsvRow> rowByPhoto = new LinkedHashMap<>();
    List<CsvRow> unplaced = new ArrayList<>();
    for (CsvRow row : rows) {
      InspectedPhoto photo = byFile.get(place(row));
      if (photo == null) {
        unplaced.add(row);
      } else if (rowByPhoto.putIfAbsent(photo, row) != null) {
        throw row.fault("path '%s' is listed twice; remove one row".formatted(row.get("path")));
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
   * What the rows of a file mean.
   *
   * @param rowByPhoto the row of each photo that has one
   * @param missing rows without a photo
   */
  public record Matches(Map<InspectedPhoto, CsvRow> rowByPhoto, List<CsvRow> missing) {}
}
