package dev.greengrocer.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.data.TeacherAnswers;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Optimizer;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.loop.TransferOptions;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TorchLearnerTest {

  private static final int SIZE = 8;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void learns_to_tell_bright_from_dark(Optimizer optimizer) {
    LearnerOptions options =
        new LearnerOptions(
            optimizer, 0.9, 0.999, 1e-4, 0.9, TransferOptions.none(), Precision.FP32, 1, 1);
    try (TorchLearner learner = new TorchLearner(tiny(2), options)) {
      learner.seed(1);
      double first = learner.trainStep(brightOrDark(16, 1), 0.01);
      for (int step = 2; step <= 60; step++) {
        learner.trainStep(brightOrDark(16, step), 0.01);
      }
      double last = learner.trainStep(brightOrDark(16, 61), 0.01);

      assertThat(last).isLessThan(first / 4);
      Batch unseen = brightOrDark(40, 99);
      float[][] logits = learner.logits(unseen.images());
      for (int i = 0; i < unseen.size(); i++) {
        assertThat(logits[i][1] > logits[i][0]).isEqualTo(unseen.targets()[2 * i + 1] == 1);
      }
    }
  }

  @Test
  @Timeout(120)
  void a_learner_may_be_closed_while_it_runs() {
    Random random = new Random(1);
    ImageTensor images = brightOrDark(4, 1).images();
    AtomicInteger refused = new AtomicInteger();
    try (WorkerPool pool = WorkerPool.fixed(1, "user")) {
      for (int round = 0; round < 1000; round++) {
        TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1));
        Future<?> user =
            pool.submit(
                () -> {
                  try {
                    while (true) {
                      learner.logits(images);
                    }
                  } catch (IllegalStateException e) {
                    return refused.incrementAndGet();
                  }
                });
        for (int wait = random.nextInt(20_000); wait > 0; wait--) {
          Thread.onSpinWait();
        }
        learner.close();
        learner.close();
        WorkerPool.await(user);
      }
    }
    assertThat(refused).hasValue(1000);
  }

  @Test
  void the_loss_is_the_cross_entropy_with_soft_targets() {
    // With all weights 0 the logits are the biases 0 and ln 3: probabilities 1/4 and 3/4.
    NetworkSpec network =
        new NetworkSpec("bias", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    try (TorchLearner learner = new TorchLearner(network, LearnerOptions.defaults(1))) {
      learner.initialise(
          new Weights(
              List.of(
                  new NamedTensor("head.weight", List.of(2, 3), new float[6]),
                  new NamedTensor("head.bias", List.of(2), new float[] {0, (float) Math.log(3)}))));
      ImageTensor image = new ImageTensor(1, 3, 1, 1, new float[3]);

      double loss = learner.trainStep(new Batch(image, new float[] {0.25f, 0.75f}), 0.1);

      double expected = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
      assertThat(loss).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void the_loss_with_teachers_weighs_their_answers_against_the_label() {
    // Logits 0 and ln 3: at temperature 1 the student says 1/4 and 3/4, at temperature 2
    // 1 / (1 + sqrt 3) and sqrt 3 / (1 + sqrt 3).
    NetworkSpec network =
        new NetworkSpec("bias", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    double low = 1 / (1 + Math.sqrt(3));
    double apart = 0.5 * Math.log(0.5 / low) + 0.5 * Math.log(0.5 / (1 - low));
    double sure = -Math.log(1 - low);
    TeacherAnswers answers =
        new TeacherAnswers(
            new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0, 1}, new DistillationOptions(2, 0.25));
    // The first photo has a label, the second half of one, the third none.
    float[] targets = {1, 0, 0.5f, 0, 0, 0};
    try (TorchLearner learner = new TorchLearner(network, LearnerOptions.defaults(1))) {
      learner.initialise(
          new Weights(
              List.of(
                  new NamedTensor("head.weight", List.of(2, 3), new float[6]),
                  new NamedTensor("head.bias", List.of(2), new float[] {0, (float) Math.log(3)}))));
      ImageTensor images = new ImageTensor(3, 3, 1, 1, new float[9]);

      double loss = learner.trainStep(new Batch(images, targets, Optional.of(answers)), 0.1);

      double first = 0.25 * Math.log(4) + 0.75 * 4 * apart;
      double second = 0.25 * 0.5 * Math.log(4) + (1 - 0.25 * 0.5) * 4 * apart;
      double third = 4 * sure;
      assertThat(loss).isCloseTo((first + second + third) / 3, within(1e-6));
    }
  }

  @Test
  void a_step_towards_teachers_is_the_step_worked_out_by_hand() {
    // One input x = (1, 0, 0), weights 0, so both are 1/2; the teacher says 0.8 and 0.2. With
    // T = 2 the gradient of T² KL with respect to the logits is T (1/2 - p), -0.6 and 0.6.
    NetworkSpec network =
        new NetworkSpec("line", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    TeacherAnswers answers =
        new TeacherAnswers(new float[] {0.8f, 0.2f}, new DistillationOptions(2, 0));
    try (TorchLearner learner = new TorchLearner(network, LearnerOptions.defaults(1))) {
      learner.initialise(
          new Weights(
              List.of(
                  new NamedTensor("head.weight", List.of(2, 3), new float[6]),
                  new NamedTensor("head.bias", List.of(2), new float[2]))));
      ImageTensor image = new ImageTensor(1, 3, 1, 1, new float[] {1, 0, 0});

      learner.trainStep(new Batch(image, new float[] {0, 1}, Optional.of(answers)), 0.1);

      assertThat(learner.weights().find("head.bias").orElseThrow().values())
          .containsExactly(new float[] {0.06f, -0.06f}, within(1e-6f));
    }
  }

  @Test
  void one_step_of_sgd_is_the_step_worked_out_by_hand() {
    // One input x = (1, 0, 0), weights 0, target class 0: the gradient of the weights of class 0
    // is (1/2 - 1) x = -0.5 x, that of class 1 is +0.5 x; with learning rate 0.1 they become
    // +0.05 and -0.05 at x's place. Decay multiplies weights of 0, so it changes nothing here.
    NetworkSpec network =
        new NetworkSpec("line", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    try (TorchLearner learner = new TorchLearner(network, LearnerOptions.defaults(1))) {
      learner.initialise(
          new Weights(
              List.of(
                  new NamedTensor("head.weight", List.of(2, 3), new float[6]),
                  new NamedTensor("head.bias", List.of(2), new float[2]))));
      ImageTensor image = new ImageTensor(1, 3, 1, 1, new float[] {1, 0, 0});

      learner.trainStep(new Batch(image, new float[] {1, 0}), 0.1);

      assertThat(learner.weights().find("head.weight").orElseThrow().values())
          .containsExactly(new float[] {0.05f, 0, 0, -0.05f, 0, 0}, within(1e-7f));
      assertThat(learner.weights().find("head.bias").orElseThrow().values())
          .containsExactly(new float[] {0.05f, -0.05f}, within(1e-7f));
    }
  }

  @Test
  void weight_decay_shrinks_weights_but_not_biases() {
    // An image of 0 gives the weights no gradient, and equal logits with equal targets give the
    // biases none: all that is left of the step is decay: w - 0.5 * 0.1 * w.
    NetworkSpec network =
        new NetworkSpec("line", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    LearnerOptions options =
        new LearnerOptions(
            Optimizer.SGD, 0, 0.999, 0.1, 0, TransferOptions.none(), Precision.FP32, 1, 1);
    try (TorchLearner learner = new TorchLearner(network, options)) {
      learner.initialise(
          new Weights(
              List.of(
                  new NamedTensor("head.weight", List.of(2, 3), new float[] {1, 1, 1, 1, 1, 1}),
                  new NamedTensor("head.bias", List.of(2), new float[] {2, 2}))));
      ImageTensor black = new ImageTensor(1, 3, 1, 1, new float[3]);

      learner.trainStep(new Batch(black, new float[] {0.5f, 0.5f}), 0.5);

      assertThat(learner.weights().find("head.weight").orElseThrow().values())
          .containsOnly(new float[] {0.95f}, within(1e-6f));
      assertThat(learner.weights().find("head.bias").orElseThrow().values()).containsOnly(2f);
    }
  }

  @Test
  void the_average_lags_behind_as_its_decay_says() {
    // The bias moves from 0 to 0.05 in the first step; at step 1 the warmed-up decay is 2/11, so
    // the average has come 9/11 of the way.
    NetworkSpec network =
        new NetworkSpec("line", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    LearnerOptions options =
        new LearnerOptions(
            Optimizer.SGD, 0.9, 0.999, 0, 0.999, TransferOptions.none(), Precision.FP32, 1, 1);
    try (TorchLearner learner = new TorchLearner(network, options)) {
      learner.initialise(
          new Weights(List.of(new NamedTensor("head.weight", List.of(2, 3), new float[6]))));
      ImageTensor black = new ImageTensor(1, 3, 1, 1, new float[3]);

      learner.trainStep(new Batch(black, new float[] {1, 0}), 0.1);

      assertThat(learner.weights().find("head.bias").orElseThrow().values()[0])
          .isCloseTo(0.05f * 9 / 11, within(1e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void a_resumed_run_ends_with_the_same_bits(Optimizer optimizer) {
    LearnerOptions options =
        new LearnerOptions(
            optimizer, 0.9, 0.999, 1e-4, 0.99, TransferOptions.none(), Precision.FP32, 2, 5);
    Weights unbroken;
    try (TorchLearner learner = new TorchLearner(tiny(2), options)) {
      learner.seed(1);
      learner.trainStep(brightOrDark(16, 1), 0.01);
      learner.trainStep(brightOrDark(16, 2), 0.01);
      learner.seed(2);
      learner.trainStep(brightOrDark(16, 3), 0.02);
      learner.trainStep(brightOrDark(16, 4), 0.02);
      unbroken = learner.weights();
    }
    try (TorchLearner learner = new TorchLearner(tiny(2), options)) {
      learner.seed(1);
      learner.trainStep(brightOrDark(16, 1), 0.01);
      learner.trainStep(brightOrDark(16, 2), 0.01);
      learner.save(directory);
    }
    LearnerOptions otherSeed =
        new LearnerOptions(
            optimizer, 0.9, 0.999, 1e-4, 0.99, TransferOptions.none(), Precision.FP32, 2, 77);
    try (TorchLearner learner = new TorchLearner(tiny(2), otherSeed)) {
      learner.load(directory);
      learner.seed(2);
      learner.trainStep(brightOrDark(16, 3), 0.02);
      learner.trainStep(brightOrDark(16, 4), 0.02);

      assertSameBits(learner.weights(), unbroken);
    }
  }

  @Test
  void dropout_follows_the_seed_alone() {
    assertThat(lossAfterSeed(3)).isEqualTo(lossAfterSeed(3)).isNotEqualTo(lossAfterSeed(4));
  }

  private static double lossAfterSeed(long seed) {
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      learner.seed(seed);
      return learner.trainStep(brightOrDark(16, 1), 0.01);
    }
  }

  @Test
  void logits_do_not_depend_on_the_company_in_the_batch() {
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      learner.trainStep(brightOrDark(16, 1), 0.01);
      Batch both = brightOrDark(2, 2);
      float[] second = new float[3 * SIZE * SIZE];
      System.arraycopy(both.images().values(), second.length, second, 0, second.length);

      float[][] together = learner.logits(both.images());
      float[][] alone = learner.logits(new ImageTensor(1, 3, SIZE, SIZE, second));

      assertThat(alone[0]).containsExactly(together[1], within(1e-5f));
    }
  }

  @Test
  void starts_from_given_weights_with_another_head() {
    Weights given;
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      given = learner.weights();
    }
    try (TorchLearner learner = new TorchLearner(tiny(5), LearnerOptions.defaults(2))) {
      Weights before = learner.weights();
      WeightTransfer transfer = learner.initialise(given);

      assertThat(transfer.reshaped()).containsExactly("head.weight", "head.bias");
      assertThat(transfer.loaded()).contains("conv.weight", "norm.running_mean");
      assertThat(transfer.missing()).isEmpty();
      assertThat(transfer.unused()).isEmpty();
      assertThat(values(learner.weights(), "conv.weight")).isEqualTo(values(given, "conv.weight"));
      assertThat(values(learner.weights(), "head.weight")).isEqualTo(values(before, "head.weight"));
    }
  }

  @Test
  void a_step_that_diverges_returns_its_loss_and_leaves_the_weights() {
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      Weights before = learner.weights();
      float[] pixels = new float[3 * SIZE * SIZE];
      pixels[0] = Float.NaN;
      ImageTensor image = new ImageTensor(1, 3, SIZE, SIZE, pixels);

      double loss = learner.trainStep(new Batch(image, new float[] {1, 0}), 0.1);

      assertThat(loss).isNaN();
      assertThat(values(learner.weights(), "conv.weight")).isEqualTo(values(before, "conv.weight"));
    }
  }

  @Test
  void memory_does_not_grow_with_steps() {
    // One batch of 64 images and its values in between are about 2 MB: a step that kept them
    // would add far more than the allowance within the measured steps.
    LearnerOptions options =
        new LearnerOptions(
            Optimizer.ADAMW, 0.9, 0.999, 1e-4, 0.99, TransferOptions.none(), Precision.FP32, 1, 1);
    Batch batch = brightOrDark(64, 1);
    try (TorchLearner learner = new TorchLearner(tiny(2), options)) {
      for (int step = 0; step < 100; step++) {
        learner.trainStep(batch, 1e-3);
        learner.logits(batch.images());
      }
      long before = Pointer.physicalBytes();
      for (int step = 0; step < 400; step++) {
        learner.trainStep(batch, 1e-3);
        learner.logits(batch.images());
      }

      assertThat(Pointer.physicalBytes() - before).isLessThan(100_000_000);
    }
  }

  @Test
  void a_damaged_state_is_named() throws IOException {
    Files.writeString(directory.resolve(LearnerFile.NAME), "not an archive");
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      assertThatThrownBy(() -> learner.load(directory))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(LearnerFile.NAME);
    }
  }

  @Test
  void a_state_that_was_cut_off_is_named() throws IOException {
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      learner.save(directory);
      Path file = directory.resolve(LearnerFile.NAME);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));

      assertThatThrownBy(() -> learner.load(directory))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(LearnerFile.NAME);
    }
  }

  @Test
  void a_full_disk_is_named_and_the_old_state_stays() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full on this system");
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      learner.save(directory);
      Weights saved = learner.weights();
      learner.trainStep(brightOrDark(16, 1), 0.1);
      Path unfinished = AtomicFile.partialOf(directory.resolve(LearnerFile.NAME));
      Files.createSymbolicLink(unfinished, full);

      assertThatThrownBy(() -> learner.save(directory))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(LearnerFile.NAME);

      assertThat(Files.exists(unfinished, LinkOption.NOFOLLOW_LINKS)).isFalse();
      learner.load(directory);
      assertSameBits(learner.weights(), saved);
    }
  }

  @Test
  void what_a_killed_save_left_behind_is_overwritten() throws IOException {
    Files.writeString(AtomicFile.partialOf(directory.resolve(LearnerFile.NAME)), "half a state");
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      learner.save(directory);
      learner.load(directory);
    }
    assertThat(directory).isDirectoryContaining("glob:**/" + LearnerFile.NAME);
    assertThat(directory).isDirectoryNotContaining("glob:**/*.partial");
  }

  @Test
  void the_state_of_another_network_is_refused() {
    try (TorchLearner two = new TorchLearner(tiny(2), LearnerOptions.defaults(1));
        TorchLearner five = new TorchLearner(tiny(5), LearnerOptions.defaults(1))) {
      two.save(directory);

      assertThatThrownBy(() -> five.load(directory)).isInstanceOf(InvalidModelException.class);
    }
  }

  @Test
  void a_missing_state_and_an_unwritable_place_are_named() throws IOException {
    Path occupied = Files.writeString(directory.resolve("file"), "");
    try (TorchLearner learner = new TorchLearner(tiny(2), LearnerOptions.defaults(1))) {
      assertThatThrownBy(() -> learner.load(directory.resolve("none")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("none");
      assertThatThrownBy(() -> learner.save(occupied))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("file");
    }
  }

  /** Convolution, norm, residual block, dropout and head over images of 8 x 8 pixels. */
  private static NetworkSpec tiny(int classes) {
    Layer.Padding same = Layer.Padding.all(1);
    return new NetworkSpec(
        "tiny",
        SIZE,
        classes,
        List.of(
            new Layer.Convolution("conv", 3, 8, 3, 1, same, 1, false),
            new Layer.BatchNorm("norm", 8),
            new Layer.Relu(),
            new Layer.Residual(
                List.of(
                    new Layer.Convolution("block", 8, 8, 3, 1, same, 1, false),
                    new Layer.BatchNorm("block.norm", 8)),
                List.of()),
            new Layer.Relu(),
            new Layer.GlobalAveragePool(),
            new Layer.Dropout(0.2),
            new Layer.Dense("head", 8, classes)));
  }

  /** Class 1 is bright and class 0 dark, with noise. */
  private static Batch brightOrDark(int count, long seed) {
    Random random = new Random(seed);
    int area = 3 * SIZE * SIZE;
    float[] pixels = new float[count * area];
    float[] targets = new float[count * 2];
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(2);
      targets[2 * i + label] = 1;
      for (int j = 0; j < area; j++) {
        pixels[i * area + j] = (float) (random.nextGaussian() + (label == 1 ? 1 : -1));
      }
    }
    return new Batch(new ImageTensor(count, 3, SIZE, SIZE, pixels), targets);
  }

  private static float[] values(Weights weights, String name) {
    return weights.find(name).orElseThrow().values();
  }

  private static void assertSameBits(Weights actual, Weights expected) {
    for (NamedTensor tensor : expected.tensors()) {
      assertThat(values(actual, tensor.name())).as(tensor.name()).isEqualTo(tensor.values());
    }
  }
}
