package dev.greengrocer.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Which backups stay in a bucket. */
final class BucketRetention {

  private final S3Objects objects;
  private final Function<String, SortedMap<String, Long>> photosOf;

  /**
   * @param photosOf the photos of a backup, by its name
   */
  BucketRetention(S3Objects objects, Function<String, SortedMap<String, Long>> photosOf) {
    this.objects = objects;
    this.photosOf = photosOf;
  }

  int forgetAllBut(int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep is " + keep + " and must be 1 or more");
    }
    List<String> keys =
        objects.list(BackupKeys.BACKUPS).keySet().stream().filter(BackupKeys::isOfBackup).toList();
    TreeSet<String> whole = new TreeSet<>();
    keys.stream().filter(BackupKeys::isDescription).map(BackupKeys::nameIn).forEach(whole::add);
    if (whole.isEmpty()) {
      return 0;
    }
    Set<String> stay = new HashSet<>(whole.descendingSet().stream().limit(keep).toList());
    String newest = whole.last();

    List<String> descriptions = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String key : keys) {
      String name = BackupKeys.nameIn(key);
      // What is newer than the newest whole backup may be one that is being sent.
      if (!stay.contains(name) && name.compareTo(newest) < 0) {
        (BackupKeys.isDescription(key) ? descriptions : others).add(key);
      }
    }
    if (others.isEmpty() && descriptions.isEmpty()) {
      return 0;
    }
    // In this order no backup is ever half there, wherever it ends; and the photos go last.
    objects.delete(descriptions);
    List<String> unused = unusedPhotos(stay);
    objects.delete(others);
    objects.delete(unused);
    return descriptions.size();
  }

  private List<String> unusedPhotos(Set<String> stay) {
    Set<String> used = new HashSet<>();
    for (String name : stay) {
      for (Map.Entry<String, Long> photo : photosOf.apply(name).entrySet()) {
        used.add(BackupKeys.PHOTOS + photo.getKey());
      }
    }
    return objects.list(BackupKeys.PHOTOS).keySet().stream()
        .filter(key -> !used.contains(key))
        .toList();
  }
}
