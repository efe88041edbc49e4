package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BatchLoaderTest {

  private static final DistillationOptions OPTIONS = new DistillationOptions(3, 0.2);
  private static final double NONE = 0;
  private static final double ALWAYS = 1;

  @Test
  void a_teacher_answers_for_the_picture_of_which_the_student_sees_a_smaller_copy() {
    Batch batch = first(new int[] {0, 1, 1, 0}, NONE);

    // Plain pictures of brightness 0, 50, 100 and 150: whatever the crop, the means tell them
    // apart.
    TeacherAnswers answers = batch.answers().orElseThrow();
    assertThat(answers.options()).isEqualTo(OPTIONS);
    assertThat(batch.images().shape()).containsExactly(4, 3, 4, 4);
    for (int row = 0; row < 4; row++) {
      float brightness = batch.images().values()[row * 3 * 16];
      assertThat(answers.probabilities()[2 * row]).isCloseTo(brightness, within(1e-5f));
      assertThat(answers.probabilities()[2 * row + 1]).isEqualTo(8);
    }
  }

  @Test
  void a_photo_without_a_label_has_no_target() {
    Batch batch = first(new int[] {0, EpochSampler.UNLABELLED, 1, EpochSampler.UNLABELLED}, NONE);

    for (int row = 0; row < 4; row++) {
      int photo = Math.round(batch.images().values()[row * 3 * 16] * 255 / 50);
      float[] target = Arrays.copyOfRange(batch.targets(), 2 * row, 2 * row + 2);
      assertThat(target)
          .containsExactly(
              photo == 0 ? new float[] {1, 0} : photo == 2 ? new float[] {0, 1} : new float[2]);
    }
  }

  @Test
  void a_mix_of_photos_has_as_much_of_a_label_as_of_the_photo_that_has_one() {
    int[] classes = {0, EpochSampler.UNLABELLED, EpochSampler.UNLABELLED, EpochSampler.UNLABELLED};
    Batch batch = first(classes, ALWAYS);

    float labelled = 0;
    for (float target : batch.targets()) {
      labelled += target;
    }
    // One photo of four has a label; it is in its own picture and in that of its neighbour.
    assertThat(labelled).isBetween(0.5f, 1.5f);
    assertThat(batch.targets()[1]).isZero();
    // The teacher saw the mixed pictures: its answer is the brightness of what the student sees.
    for (int row = 0; row < 4; row++) {
      assertThat(batch.answers().orElseThrow().probabilities()[2 * row])
          .isCloseTo(batch.images().values()[row * 3 * 16], within(1e-5f));
    }
  }

  private static Batch first(int[] classes, double mixed) {
    Preprocessing plain = new Preprocessing(8, 8, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    AugmentationOptions augmentation =
        AugmentationOptions.none().with(new AugmentationOptions.Mix(1, 0, mixed));
    TrainPreset preset = new TrainPreset(augmentation, WorldOptions.none(), plain, 8);
    BatchOptions options = new BatchOptions(4, 2, 0, 0, augmentation, 1, 5);
    try (BatchLoader loader =
            new BatchLoader(
                new Plain(),
                classes,
                preset,
                options,
                Optional.of(new Teaching(new Brightness(), OPTIONS, 4)));
        EpochBatches batches = loader.epoch(1)) {
      return batches.iterator().next();
    }
  }

  /** Tells the brightness of a picture and its side. */
  private static final class Brightness implements Teacher {

    @Override
    public int size() {
      return 8;
    }

    @Override
    public float[] answers(ImageTensor images) {
      int side = Math.toIntExact(images.shape()[3]);
      float[] answers = new float[2 * images.count()];
      for (int i = 0; i < images.count(); i++) {
        answers[2 * i] = images.values()[i * 3 * side * side];
        answers[2 * i + 1] = side;
      }
      return answers;
    }
  }

  private static final class Plain implements Photos {

    @Override
    public int size() {
      return 4;
    }

    @Override
    public RgbImage get(int index) {
      byte[] pixels = new byte[12 * 12 * 3];
      Arrays.fill(pixels, (byte) (50 * index));
      return new RgbImage(12, 12, pixels);
    }

    @Override
    public void close() {}
  }
}
