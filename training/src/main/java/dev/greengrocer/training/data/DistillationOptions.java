package dev.greengrocer.training.data;

import java.util.List;

/**
 * How much a student learns from its teachers and how much from the labels (Hinton et al. 2015, <a
 * href="https://arxiv.org/abs/1503.02531">1503.02531</a>): the loss of a photo is
 *
 * <pre>h · CE(label, student) + (1 − h) · T² · KL(teachers at T ‖ student at T)</pre>
 *
 * <p>where a photo without a label has h = 0, and one that is mixed of both kinds a share of it.
 *
 * @param temperature T: divides the logits of teachers and student, above 0; the higher, the more
 *     the student learns of the order of unlikely names
 * @param hardShare h: the share of the label, in {@code [0, 1]}; 1 for training without teachers
 */
public record DistillationOptions(double temperature, double hardShare) {

  private static final double HOTTEST = 100;

  /** Labels alone: training without teachers. */
  public static DistillationOptions none() {
    return new DistillationOptions(1, 1);
  }

  /** Mostly the teachers, softened a little. */
  public static DistillationOptions defaults() {
    return new DistillationOptions(2, 0.1);
  }

  /** One sentence for each value that is out of range; empty when all are well. */
  public List<String> faults() {
    return new Ranges()
        .above("temperature", temperature, 0)
        .atMost("temperature", temperature, HOTTEST)
        .between("hard-share", hardShare, 0, 1)
        .faults();
  }
}
