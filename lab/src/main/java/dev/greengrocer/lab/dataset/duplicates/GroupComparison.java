package dev.greengrocer.lab.dataset.duplicates;

import dev.greengrocer.lab.dataset.CsvFile;
import dev.greengrocer.lab.dataset.CsvRow;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.RowMatcher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts how near-duplicate groups agree with those of a CSV file. */
public final class GroupComparison {

  private GroupComparison() {}

  /**
   * Compares by pairs of different photos; byte-identical ones count as one photo.
   *
   * @param groups ours
   * @param file with the columns path and group, its paths relative to its own folder; a column
   *     sha256 finds photos that lie elsewhere
   */
  public static GroupAgreement compare(PhotoGroups groups, Path file) {
    RowMatcher.Matches matches =
        new RowMatcher(CsvFile.read(file, List.of("path", "group"))).match(groups.photos());
    Map<String, Long> ours = new HashMap<>();
    Map<String, Long> theirs = new HashMap<>();
    Map<List<String>, Long> both = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < groups.photos().size(); i++) {
      InspectedPhoto photo = groups.photos().get(i);
      CsvRow row = matches.rowByPhoto().get(photo);
      if (row != null && seen.add(photo.sha256())) {
        ours.merge(groups.name(i), 1L, Long::sum);
        theirs.merge(row.get("group"), 1L, Long::sum);
        both.merge(List.of(groups.name(i), row.get("group")), 1L, Long::sum);
      }
    }
    long found = pairs(both);
    return new GroupAgreement(seen.size(), found, pairs(theirs) - found, pairs(ours) - found);
  }

  private static long pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }
}
