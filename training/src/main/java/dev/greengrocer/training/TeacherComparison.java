package dev.greengrocer.training;

import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.ArgMax;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import java.util.List;

/**
 * How far a student is from its teachers on the validation photos, each model seeing them as it
 * would in use.
 *
 * @param teachers how many answer together
 * @param photos how many were shown
 * @param teachersRight photos whose first answer by the teachers together is right
 * @param teachersRightMerged photos whose most probable group of synonyms is right, as {@link
 *     LabelSet#groupSums} adds them up
 * @param studentRight photos whose first answer by the student is right
 * @param studentRightMerged the same with synonym groups counted as one label
 * @param alike photos to which both give the same first answer, right or wrong
 */
public record TeacherComparison(
    int teachers,
    int photos,
    int teachersRight,
    int teachersRightMerged,
    int studentRight,
    int studentRightMerged,
    int alike) {

  /** Shows both the validation photos. */
  static TeacherComparison measure(
      List<ModelBundle> teachers, ModelBundle student, DatasetManifest manifest) {
    double[][] taught = answers(teachers, manifest);
    double[][] learned = answers(List.of(student), manifest);
    LabelSet labels = manifest.labels();
    int[] classes = TrainingData.classes(manifest, manifest.samples(Split.VALIDATION));
    int alike = 0;
    for (int i = 0; i < classes.length; i++) {
      alike += ArgMax.of(taught[i]) == ArgMax.of(learned[i]) ? 1 : 0;
    }
    return new TeacherComparison(
        teachers.size(),
        classes.length,
        right(taught, classes),
        rightMerged(taught, classes, labels),
        right(learned, classes),
        rightMerged(learned, classes, labels),
        alike);
  }

  private static double[][] answers(List<ModelBundle> models, DatasetManifest manifest) {
    List<Sample> held = manifest.samples(Split.VALIDATION);
    try (Teachers together =
        Teachers.open(models, manifest.labels(), models.get(0).preprocessing(), 1)) {
      return together.answers(held.stream().map(manifest::file).toList());
    }
  }

  private static int right(double[][] answers, int[] classes) {
    int right = 0;
    for (int i = 0; i < classes.length; i++) {
      right += ArgMax.of(answers[i]) == classes[i] ? 1 : 0;
    }
    return right;
  }

  private static int rightMerged(double[][] answers, int[] classes, LabelSet labels) {
    int right = 0;
    for (int i = 0; i < classes.length; i++) {
      int group = ArgMax.of(labels.groupSums(answers[i]));
      right += group == labels.groupIndex(classes[i]) ? 1 : 0;
    }
    return right;
  }

  /** The share of photos that the teachers together name rightly. */
  public double teachersAccuracy() {
    return (double) teachersRight / photos;
  }

  /** The same with synonym groups counted as one label. */
  public double teachersAccuracyMerged() {
    return (double) teachersRightMerged / photos;
  }

  /** By how much the student's accuracy is above that of its teachers; below 0 when it is lower. */
  public double gap() {
    return (double) (studentRight - teachersRight) / photos;
  }

  /** The same with synonym groups counted as one label. */
  public double gapMerged() {
    return (double) (studentRightMerged - teachersRightMerged) / photos;
  }

  /** The share of photos to which both give the same first answer. */
  public double agreement() {
    return (double) alike / photos;
  }
}
