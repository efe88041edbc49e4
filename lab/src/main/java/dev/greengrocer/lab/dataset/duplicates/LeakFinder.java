package dev.greengrocer.lab.dataset.duplicates;

import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts how far the published splits of the sources leak into one another. */
public final class LeakFinder {

  private LeakFinder() {}

  /** One leak for each ordered pair of the published splits that have photos. */
  public static List<Leak> find(PhotoGroups groups) {
    Map<Split, Set<String>> hashes = new EnumMap<>(Split.class);
    Map<Split, Set<String>> pictures = new EnumMap<>(Split.class);
    Map<Split, List<Integer>> photos = new EnumMap<>(Split.class);
    for (int i = 0; i < groups.photos().size(); i++) {
      int index = i;
      InspectedPhoto photo = groups.photos().get(i);
      photo
          .source()
          .publishedSplit()
          .ifPresent(
              split -> {
                photos.computeIfAbsent(split, s -> new ArrayList<>()).add(index);
                hashes.computeIfAbsent(split, s -> new HashSet<>()).add(photo.sha256());
                pictures.computeIfAbsent(split, s -> new HashSet<>()).add(groups.name(index));
              });
    }
    List<Leak> leaks = new ArrayList<>();
    photos.forEach(
        (from, members) ->
            photos.keySet().stream()
                .filter(into -> into != from)
                .map(
                    into ->
                        leak(
                            groups,
                            from,
                            members,
                            into,
                            hashes.getOrDefault(into, Set.of()),
                            pictures.getOrDefault(into, Set.of())))
                .forEach(leaks::add));
    return leaks;
  }

  private static Leak leak(
      PhotoGroups groups,
      Split from,
      List<Integer> members,
      Split into,
      Set<String> hashes,
      Set<String> pictures) {
    int exact = 0;
    int near = 0;
    for (int index : members) {
      if (hashes.contains(groups.photos().get(index).sha256())) {
        exact++;
      } else if (pictures.contains(groups.name(index))) {
        near++;
      }
    }
    return new Leak(from.id(), into.id(), exact, near, members.size());
  }
}
