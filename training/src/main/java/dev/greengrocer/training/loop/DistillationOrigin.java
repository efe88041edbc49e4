package dev.greengrocer.training.loop;

import java.util.List;

/**
 * What a student learns from besides labelled photos.
 *
 * @param teachers at least one
 * @param unlabelled folders of photos without labels, absolute
 * @param unlabelledPhotos how many of their photos are learned from
 * @param unlabelledHash SHA-256 over the hashes of these photos
 */
public record DistillationOrigin(
    List<Teacher> teachers, List<String> unlabelled, int unlabelledPhotos, String unlabelledHash) {

  /** Copies the lists. */
  public DistillationOrigin {
    teachers = List.copyOf(teachers);
    unlabelled = List.copyOf(unlabelled);
  }

  /**
   * One teacher.
   *
   * @param bundle its folder, absolute
   * @param name what it is called
   * @param sha256 the hash of its network
   * @param temperature that its decision rule divides logits by; calibrating it anew may change it
   */
  public record Teacher(String bundle, String name, String sha256, double temperature) {

    /** Its name and the beginning of its hash, as origins of models have it. */
    public String words() {
      return name + " " + sha256.substring(0, 12);
    }
  }
}
