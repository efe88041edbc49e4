package dev.greengrocer.lab.dataset.duplicates;

import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Photos that show the same picture, put together: byte-identical ones and confirmed
 * near-duplicates, and whatever these connect.
 *
 * <p>A group is named by the first 16 digits of its smallest hash, so that its name depends on its
 * own photos only.
 */
public final class PhotoGroups {

  private static final int NAME_DIGITS = 16;

  private final List<InspectedPhoto> photos;
  private final List<String> names;
  private final Map<String, List<InspectedPhoto>> members;

  private PhotoGroups(
      List<InspectedPhoto> photos, List<String> names, Map<String, List<InspectedPhoto>> members) {
    this.photos = List.copyOf(photos);
    this.names = List.copyOf(names);
    this.members = members;
  }

  /**
   * Joins photos of the same content and pairs of near-duplicates to groups.
   *
   * @param photos sorted by path
   * @param nearPairs near-duplicates, as indices into the photos
   */
  public static PhotoGroups of(List<InspectedPhoto> photos, List<PhotoPair> nearPairs) {
    DisjointSets sets = new DisjointSets(photos.size());
    Map<String, Integer> firstByHash = new HashMap<>();
    for (int i = 0; i < photos.size(); i++) {
      Integer first = firstByHash.putIfAbsent(photos.get(i).sha256(), i);
      if (first != null) {
        sets.join(first, i);
      }
    }
    nearPairs.forEach(pair -> sets.join(pair.first(), pair.second()));
    return named(photos, sets);
  }

  private static PhotoGroups named(List<InspectedPhoto> photos, DisjointSets sets) {
    Map<Integer, List<InspectedPhoto>> byRoot = new TreeMap<>();
    for (int i = 0; i < photos.size(); i++) {
      byRoot.computeIfAbsent(sets.root(i), root -> new ArrayList<>()).add(photos.get(i));
    }
    Map<Integer, String> nameByRoot = new HashMap<>();
    Map<String, List<InspectedPhoto>> members = new TreeMap<>();
    byRoot.forEach(
        (root, group) -> {
          String name =
              group.stream()
                  .map(InspectedPhoto::sha256)
                  .min(Comparator.naturalOrder())
                  .orElseThrow()
                  .substring(0, NAME_DIGITS);
          nameByRoot.put(root, name);
          members.put(name, List.copyOf(group));
        });
    List<String> names = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      names.add(nameByRoot.getOrDefault(sets.root(i), ""));
    }
    return new PhotoGroups(photos, names, members);
  }

  /** The photos that were grouped. */
  public List<InspectedPhoto> photos() {
    return photos;
  }

  /** The group of the photo at an index. */
  String name(int index) {
    return names.get(index);
  }

  /** The photos of each group, sorted by path, by the name of the group. */
  public Map<String, List<InspectedPhoto>> members() {
    return members;
  }
}
