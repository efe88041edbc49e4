package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.Label;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.duplicates.PhotoGroups;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.Rejection;
import dev.greengrocer.lab.dataset.source.RejectionReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Selects photos by the near-duplicate groups that were found: conflicts and further copies stay
 * out, and the rest goes where the shares or the published splits say.
 */
final class SelectionByGroups {

  private final ClassNames classNames;
  private final SplitPlan plan;
  private final long seed;

  private final List<SelectedPhoto> kept = new ArrayList<>();
  private final List<Rejection> leftOut = new ArrayList<>();
  private final List<DuplicateSet> duplicates = new ArrayList<>();
  private final List<LabelConflict> conflicts = new ArrayList<>();

  private SelectionByGroups(ClassNames classNames, SplitPlan plan, long seed) {
    this.classNames = classNames;
    this.plan = plan;
    this.seed = seed;
  }

  static Selection select(PhotoGroups groups, ClassNames classNames, PrepareOptions options) {
    return new SelectionByGroups(classNames, options.splitPlan(), options.seed()).select(groups);
  }

  private Selection select(PhotoGroups groups) {
    Map<Label, Map<String, List<InspectedPhoto>>> chosen = new HashMap<>();
    groups
        .members()
        .forEach(
            (name, photos) -> {
              Label label = label(photos.get(0));
              if (photos.stream().allMatch(photo -> label(photo).equals(label))) {
                chosen
                    .computeIfAbsent(label, l -> new TreeMap<>())
                    .put(name, withoutCopies(photos));
              } else {
                leaveOutConflict(name, photos);
              }
            });
    chosen.forEach(this::assign);
    kept.sort(Comparator.comparing(selected -> selected.photo().path()));
    leftOut.sort(Comparator.comparing(Rejection::path));
    duplicates.sort(Comparator.comparing(DuplicateSet::kept));
    conflicts.sort(Comparator.comparing(conflict -> conflict.photos().get(0).path()));
    return new Selection(kept, leftOut, duplicates, conflicts, List.of());
  }

  /**
   * The first of byte-identical photos stays. Where published splits are kept, the first in each
   * split stays, so that a leak remains to be seen.
   */
  private List<InspectedPhoto> withoutCopies(List<InspectedPhoto> group) {
    Map<String, List<InspectedPhoto>> byContent = new TreeMap<>();
    for (InspectedPhoto photo : group) {
      String split = plan instanceof SplitPlan.Published ? published(photo).id() : "";
      byContent.computeIfAbsent(photo.sha256() + split, key -> new ArrayList<>()).add(photo);
    }
    List<InspectedPhoto> firsts = new ArrayList<>();
    for (List<InspectedPhoto> same : byContent.values()) {
      InspectedPhoto first = same.get(0);
      firsts.add(first);
      List<String> copies = same.stream().skip(1).map(InspectedPhoto::path).toList();
      if (!copies.isEmpty()) {
        duplicates.add(new DuplicateSet(first.path(), copies));
        copies.forEach(
            copy ->
                leftOut.add(
                    new Rejection(
                        copy, RejectionReason.DUPLICATE, "byte-identical to " + first.path())));
      }
    }
    return firsts;
  }

  private void leaveOutConflict(String name, List<InspectedPhoto> photos) {
    conflicts.add(
        new LabelConflict(
            name,
            photos.stream()
                .map(photo -> new LabelConflict.LabelledPhoto(photo.path(), label(photo).name()))
                .toList()));
    String labels =
        String.join(
            ", ", new TreeSet<>(photos.stream().map(photo -> label(photo).name()).toList()));
    photos.forEach(
        photo ->
            leftOut.add(
                new Rejection(
                    photo.path(),
                    RejectionReason.CONFLICT,
                    "the same picture is under " + labels + " (group " + name + ")")));
  }

  private void assign(Label label, Map<String, List<InspectedPhoto>> groups) {
    Map<String, Split> splits = splits(label, groups);
    groups.forEach(
        (name, photos) ->
            photos.forEach(
                photo ->
                    kept.add(
                        new SelectedPhoto(
                            photo,
                            label,
                            splits.containsKey(name) ? splits.get(name) : published(photo),
                            name))));
  }

  /** The split of each group, or nothing where each photo has its own. */
  private Map<String, Split> splits(Label label, Map<String, List<InspectedPhoto>> groups) {
    if (plan instanceof SplitPlan.Shares shares) {
      Map<String, Integer> sizes = new TreeMap<>();
      groups.forEach((name, photos) -> sizes.put(name, photos.size()));
      return new StratifiedSplit(shares, seed).deal(label.name(), sizes);
    }
    return Map.of();
  }

  private static Split published(InspectedPhoto photo) {
    return photo.source().publishedSplit().orElse(Split.TRAIN);
  }

  private Label label(InspectedPhoto photo) {
    return classNames.label(photo.source().className());
  }
}
