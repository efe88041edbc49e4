package dev.greengrocer.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which backups stay in a bucket. Those that are damaged, or dated in the future, do not count:
 * they could push out the only one that can be restored. All is read before anything is deleted.
 */
final class BucketRetention {

  private final StoredBackups backups;
  private final S3Objects objects;
  private final Instant now;

  private final Set<String> stay = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final List<String> uncounted = new ArrayList<>();
  private final Set<String> usedPhotos = new HashSet<>();
  private String newest = "";
  private boolean allPhotosKnown = true;

  BucketRetention(StoredBackups backups, S3Objects objects, Instant now) {
    this.backups = backups;
    this.objects = objects;
    this.now = now;
  }

  BucketBackups.Forgotten forgetAllBut(int keep) throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException("keep is " + keep + " and must be 1 or more");
    }
    sort(keep);
    if (stay.isEmpty()) {
      return new BucketBackups.Forgotten(0, uncounted);
    }
    List<String> descriptions = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String key : backups.keys()) {
      String name = BackupKeys.nameIn(key);
      if (forgotten.contains(name) || isLeftOver(name)) {
        (BackupKeys.isDescription(key) ? descriptions : others).add(key);
      }
    }
    if (!others.isEmpty() || !descriptions.isEmpty()) {
      List<String> unused = allPhotosKnown ? unusedPhotos() : List.of();
      // In this order no backup is ever half there, wherever it ends; and the photos go last.
      objects.delete(descriptions);
      objects.delete(others);
      objects.delete(unused);
    }
    return new BucketBackups.Forgotten(descriptions.size(), uncounted);
  }

  private void sort(int keep) throws IOException {
    for (String name : backups.names()) {
      if (stay.size() >= keep) {
        forgotten.add(name);
        continue;
      }
      try {
        BackupDescription described = backups.describe(name);
        for (String photo : backups.photos(name, described).keySet()) {
          usedPhotos.add(BackupKeys.PHOTOS + photo);
        }
        count(name);
      } catch (DamagedObjectException e) {
        uncounted.add(e.words());
        allPhotosKnown = false;
      }
    }
  }

  private void count(String name) {
    if (StoredBackups.isOfFuture(name, now)) {
      uncounted.add(backups.address(name) + ": is dated in the future");
      return;
    }
    if (stay.isEmpty()) {
      newest = name;
    }
    stay.add(name);
  }

  /** What is newer than the newest whole backup may be one that is being sent. */
  private boolean isLeftOver(String name) {
    return !backups.names().contains(name) && name.compareTo(newest) < 0;
  }

  private List<String> unusedPhotos() {
    return objects.list(BackupKeys.PHOTOS).keySet().stream()
        .filter(key -> !usedPhotos.contains(key))
        .toList();
  }
}
