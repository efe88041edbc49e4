package dev.greengrocer.lab.dataset.duplicates;

import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;
import dev.greengrocer.lab.dataset.source.PerceptualHash;
import dev.greengrocer.lab.dataset.source.PhotoFingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds photos that show the same picture without being byte-identical. */
public final class NearDuplicates {

  private NearDuplicates() {}

  /**
   * Looks up each photo and its mirror image by hash and confirms what is near.
   *
   * @param photos sorted by path; of byte-identical ones only the first is looked at
   * @return as many pairs as connect the photos of each group, as indices into the photos
   */
  public static List<PhotoPair> find(List<InspectedPhoto> photos, PrepareListener listener) {
    List<Integer> distinct = distinct(photos);
    listener.stepStarted("comparing photos", distinct.size());
    HammingIndex index =
        new HammingIndex(distinct.stream().map(i -> photos.get(i).fingerprint().hash()).toList());
    DisjointSets connected = new DisjointSets(photos.size());
    List<PhotoPair> pairs = new ArrayList<>();
    for (int first : distinct) {
      PhotoFingerprint fingerprint = photos.get(first).fingerprint();
      for (long hash : List.of(fingerprint.hash(), PerceptualHash.mirrored(fingerprint.hash()))) {
        index.neighbours(
            hash,
            neighbour -> {
              int second = distinct.get(neighbour);
              if (second > first
                  && connected.root(first) != connected.root(second)
                  && SamePicture.confirm(fingerprint, photos.get(second).fingerprint())) {
                connected.join(first, second);
                pairs.add(new PhotoPair(first, second));
              }
            });
      }
      listener.stepAdvanced();
    }
    return pairs;
  }

  private static List<Integer> distinct(List<InspectedPhoto> photos) {
    Set<String> seen = new HashSet<>();
    List<Integer> distinct = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      if (seen.add(photos.get(i).sha256())) {
        distinct.add(i);
      }
    }
    return distinct;
  }
}
