package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.Label;
import dev.greengrocer.lab.dataset.DatasetCaveats;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.duplicates.GroupComparison;
import dev.greengrocer.lab.dataset.duplicates.Leak;
import dev.greengrocer.lab.dataset.duplicates.LeakFinder;
import dev.greengrocer.lab.dataset.duplicates.PhotoGroups;
import dev.greengrocer.lab.dataset.source.ImageFolder;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.Inspection;
import dev.greengrocer.lab.dataset.source.PhotoFlag;
import dev.greengrocer.lab.dataset.source.Rejection;
import dev.greengrocer.lab.dataset.source.RejectionReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gathers what the steps of a preparation found into one report. */
final class DatasetReportBuilder {

  private final List<ImageFolder> folders;
  private final List<Inspection> inspections;
  private final PhotoGroups groups;
  private final Selection selection;
  private final DatasetManifest manifest;

  DatasetReportBuilder(
      List<ImageFolder> folders,
      List<Inspection> inspections,
      PhotoGroups groups,
      Selection selection,
      DatasetManifest manifest) {
    this.folders = folders;
    this.inspections = inspections;
    this.groups = groups;
    this.selection = selection;
    this.manifest = manifest;
  }

  DatasetReport build(Map<String, String> options, Optional<Path> compareGroups) {
    List<Rejection> rejected = rejected();
    List<DatasetReport.NearDuplicateGroup> nearDuplicates = nearDuplicates();
    List<Leak> leaks = LeakFinder.find(groups);
    DatasetSummary summary =
        new DatasetSummary(
            new DatasetSummary.Identity(manifest.contentHash(), manifest.seed(), options),
            files(rejected),
            splits(),
            labels(),
            flags(),
            new DatasetSummary.NearDuplicateCounts(
                nearDuplicates.size(),
                nearDuplicates.stream().mapToInt(group -> group.photos().size()).sum(),
                straddlingGroups()),
            new DatasetSummary.Leakage(leaks, leaks.stream().map(Leak::sentence).toList()),
            compareGroups.map(file -> GroupComparison.compare(groups, file)),
            warnings());
    return new DatasetReport(
        summary,
        rejected,
        flagged(),
        selection.duplicates(),
        nearDuplicates,
        selection.conflicts(),
        sizes());
  }

  private List<Rejection> rejected() {
    Stream<Rejection> strays = folders.stream().flatMap(folder -> folder.strays().stream());
    Stream<Rejection> refused =
        inspections.stream()
            .filter(Inspection.Refused.class::isInstance)
            .map(inspection -> ((Inspection.Refused) inspection).rejection());
    return Stream.of(strays, refused, selection.leftOut().stream())
        .flatMap(part -> part)
        .sorted(Comparator.comparing(Rejection::path))
        .toList();
  }

  private FileCounts files(List<Rejection> rejected) {
    int duplicates = count(rejected, RejectionReason.DUPLICATE);
    int conflicts = count(rejected, RejectionReason.CONFLICT);
    int leftOut =
        count(rejected, RejectionReason.LEFT_OUT_BY_SPLIT_FILE)
            + count(rejected, RejectionReason.NOT_IN_SPLIT_FILE);
    int used = manifest.samples().size();
    return new FileCounts(
        used + rejected.size(),
        used,
        rejected.size() - duplicates - conflicts - leftOut,
        duplicates,
        conflicts,
        leftOut,
        folders.stream().mapToInt(ImageFolder::hiddenFiles).sum());
  }

  private static int count(Collection<Rejection> rejected, RejectionReason reason) {
    return Math.toIntExact(rejected.stream().filter(r -> r.reason() == reason).count());
  }

  private Map<String, Integer> splits() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      counts.put(split.id(), manifest.samples(split).size());
    }
    return counts;
  }

  private List<LabelCount> labels() {
    return manifest.labels().labels().stream()
        .map(
            label ->
                new LabelCount(
                    label.name(),
                    label.group(),
                    photos(label, Split.TRAIN),
                    photos(label, Split.VALIDATION),
                    photos(label, Split.TEST)))
        .toList();
  }

  private int photos(Label label, Split split) {
    return Math.toIntExact(
        manifest.samples().stream()
            .filter(sample -> sample.split() == split && sample.label().equals(label.name()))
            .count());
  }

  private Map<String, Integer> flags() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (PhotoFlag flag : PhotoFlag.values()) {
      long count =
          selection.kept().stream().filter(kept -> kept.photo().flags().contains(flag)).count();
      counts.put(flag.id(), Math.toIntExact(count));
    }
    return counts;
  }

  private List<DatasetReport.FlaggedPhoto> flagged() {
    return selection.kept().stream()
        .filter(kept -> !kept.photo().flags().isEmpty())
        .map(kept -> new DatasetReport.FlaggedPhoto(kept.photo().path(), kept.photo().flags()))
        .toList();
  }

  /** Groups with more than one content; of byte-identical photos only the first is named. */
  private List<DatasetReport.NearDuplicateGroup> nearDuplicates() {
    List<DatasetReport.NearDuplicateGroup> found = new ArrayList<>();
    groups
        .members()
        .forEach(
            (name, photos) -> {
              Set<String> seen = new HashSet<>();
              List<String> paths =
                  photos.stream()
                      .filter(photo -> seen.add(photo.sha256()))
                      .map(InspectedPhoto::path)
                      .toList();
              if (paths.size() > 1) {
                found.add(new DatasetReport.NearDuplicateGroup(name, paths));
              }
            });
    found.sort(Comparator.comparing(group -> group.photos().get(0)));
    return found;
  }

  /** By our own groups, so that a split file's own groups are checked as well. */
  private int straddlingGroups() {
    Map<InspectedPhoto, Split> splits = new LinkedHashMap<>();
    selection.kept().forEach(kept -> splits.put(kept.photo(), kept.split()));
    int straddling = 0;
    for (List<InspectedPhoto> photos : groups.members().values()) {
      long different =
          photos.stream().map(splits::get).filter(split -> split != null).distinct().count();
      if (different > 1) {
        straddling++;
      }
    }
    return straddling;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(selection.warnings());
    List<String> empty =
        folders.stream().flatMap(folder -> folder.emptyClasses().stream()).sorted().toList();
    if (!empty.isEmpty()) {
      warnings.add("Class folders without any file: %s.".formatted(String.join(", ", empty)));
    }
    List<String> leaking = manifest.leakingGroups();
    if (!leaking.isEmpty() && straddlingGroups() == 0) {
      warnings.add(
          "Groups of the split file in more than one split: %d (the first: %s). train will refuse this data set; give all photos of a group the same split in the file."
              .formatted(leaking.size(), leaking.get(0)));
    }
    for (Split split : Split.values()) {
      List<String> without =
          labels().stream()
              .filter(label -> photos(label, split) == 0)
              .map(LabelCount::label)
              .toList();
      if (!without.isEmpty() && !manifest.samples(split).isEmpty()) {
        warnings.add(
            "Labels without a %s photo: %s.".formatted(split.id(), String.join(", ", without)));
      }
    }
    warnings.addAll(DatasetCaveats.of(manifest));
    return warnings;
  }

  private static int photos(LabelCount label, Split split) {
    return switch (split) {
      case TRAIN -> label.train();
      case VALIDATION -> label.validation();
      case TEST -> label.test();
    };
  }

  private List<DatasetReport.PhotoSize> sizes() {
    return selection.kept().stream()
        .map(
            kept ->
                new DatasetReport.PhotoSize(
                    kept.photo().path(),
                    kept.label().name(),
                    kept.photo().width(),
                    kept.photo().height()))
        .toList();
  }
}
