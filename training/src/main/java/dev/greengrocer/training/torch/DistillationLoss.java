package dev.greengrocer.training.torch;

import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.data.TeacherAnswers;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The loss that {@link DistillationOptions} defines, as a mean over a batch. */
final class DistillationLoss {

  private DistillationLoss() {}

  /**
   * Call it within an open {@code PointerScope}, which then owns the result.
   *
   * @param logits {@code [N, K]} of the student
   * @param labels {@code [N, K]}; a row sums to the share of the photo with a label
   * @param targets the same, row-major
   */
  static Tensor of(Tensor logits, Tensor labels, float[] targets, TeacherAnswers answers) {
    DistillationOptions options = answers.options();
    int rows = Math.toIntExact(logits.size(0));
    int classes = Math.toIntExact(logits.size(1));
    Tensor taught = Tensor.create(answers.probabilities(), rows, classes);
    Tensor student = torch.log_softmax(logits.div(new Scalar(options.temperature())), 1);
    // xlogy(0, 0) is 0: a teacher may be sure.
    Tensor apart = rowSums(torch.xlogy(taught, taught).sub(taught.mul(student)));
    Tensor weights = Tensor.create(teacherWeights(targets, rows, options), rows);
    Tensor fromTeachers = apart.mul(weights).mean();
    if (options.hardShare() == 0) {
      return fromTeachers;
    }
    Tensor fromLabels = torch.cross_entropy_loss(logits, labels);
    return fromLabels.mul(new Scalar(options.hardShare())).add(fromTeachers);
  }

  /**
   * What labels leave of each photo, times the square of the temperature, by which the gradients of
   * softened answers are smaller.
   */
  private static float[] teacherWeights(float[] targets, int rows, DistillationOptions options) {
    int classes = targets.length / rows;
    double scale = options.temperature() * options.temperature();
    float[] weights = new float[rows];
    for (int row = 0; row < rows; row++) {
      double labelled = 0;
      for (int k = 0; k < classes; k++) {
        labelled += targets[row * classes + k];
      }
      weights[row] = (float) (scale * (1 - options.hardShare() * labelled));
    }
    return weights;
  }

  private static Tensor rowSums(Tensor values) {
    return values.sum(new long[] {1}, false, new ScalarTypeOptional());
  }
}
