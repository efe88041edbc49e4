package dev.greengrocer.training;

import java.nio.file.Path;
import java.util.List;

/**
 * What a student is to learn from besides labelled photos.
 *
 * @param teachers model bundles; none to resume a run with those that it was begun with
 * @param unlabelled folders of photos without labels, with all folders in them
 */
public record DistillationRequest(List<Path> teachers, List<Path> unlabelled) {

  /** Copies the lists. */
  public DistillationRequest {
    teachers = List.copyOf(teachers);
    unlabelled = List.copyOf(unlabelled);
  }

  /** What is named here, and the teachers and folders of a run that was begun where it is not. */
  DistillationRequest orElse(DistillationRequest begun) {
    return new DistillationRequest(
        teachers.isEmpty() ? begun.teachers : teachers,
        unlabelled.isEmpty() ? begun.unlabelled : unlabelled);
  }
}
