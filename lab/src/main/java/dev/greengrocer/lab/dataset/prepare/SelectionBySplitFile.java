package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.Label;
import dev.greengrocer.lab.dataset.CsvRow;
import dev.greengrocer.lab.dataset.DatasetFiles;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.Rejection;
import dev.greengrocer.lab.dataset.source.RejectionReason;
import dev.greengrocer.lab.dataset.source.RowMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selects photos as a split file says; every photo and row that finds no partner is reported. */
final class SelectionBySplitFile {

  private static final int SHOWN = 5;

  private SelectionBySplitFile() {}

  static Selection select(List<InspectedPhoto> photos, SplitFile file, ClassNames classNames) {
    String fileName = file.name();
    RowMatcher.Matches matches = file.match(photos);
    List<SelectedPhoto> kept = new ArrayList<>();
    List<Rejection> leftOut = new ArrayList<>();
    int unnamed = 0;
    for (InspectedPhoto photo : photos) {
      CsvRow row = matches.rowByPhoto().get(photo);
      if (row == null) {
        unnamed++;
        leftOut.add(
            new Rejection(
                photo.path(), RejectionReason.NOT_IN_SPLIT_FILE, "no row in " + fileName));
        continue;
      }
      Optional<Split> split = SplitFile.split(row);
      if (split.isEmpty()) {
        leftOut.add(
            new Rejection(
                photo.path(),
                RejectionReason.LEFT_OUT_BY_SPLIT_FILE,
                "%s in %s, group %s".formatted(row.get("split"), fileName, row.get("group"))));
      } else {
        Label label = classNames.label(row.get("label"));
        kept.add(new SelectedPhoto(photo, label, split.get(), row.get("group")));
      }
    }
    List<String> warnings = new ArrayList<>();
    if (unnamed > 0) {
      warnings.add(
          "%,d photos of the sources have no row in %s; %s lists them as %s."
              .formatted(
                  unnamed,
                  fileName,
                  DatasetFiles.REJECTED,
                  RejectionReason.NOT_IN_SPLIT_FILE.id()));
    }
    if (!matches.missing().isEmpty()) {
      warnings.add(missing(matches.missing(), fileName));
    }
    return new Selection(kept, leftOut, List.of(), List.of(), warnings);
  }

  private static String missing(List<CsvRow> rows, String fileName) {
    List<String> paths = rows.stream().limit(SHOWN).map(row -> row.get("path")).toList();
    return "%,d rows of %s name no photo of the sources: %s%s."
        .formatted(
            rows.size(), fileName, String.join(", ", paths), rows.size() > SHOWN ? ", …" : "");
  }
}
