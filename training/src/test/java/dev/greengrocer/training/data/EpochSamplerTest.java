package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EpochSamplerTest {

  /** 90 samples of class 0, then 10 of class 1. */
  private static final int[] CLASSES = IntStream.range(0, 100).map(i -> i < 90 ? 0 : 1).toArray();

  @Test
  void without_balance_an_epoch_sees_every_sample_once() {
    int[] order = sampler(0).order(1);

    int[] all = IntStream.range(0, 100).toArray();
    assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(all);
    assertThat(order).isNotEqualTo(all);
  }

  @Test
  void full_balance_makes_classes_equally_frequent() {
    assertThat(ofClass1(sampler(1).order(1))).isEqualTo(50);
  }

  @Test
  void half_balance_is_square_root_sampling() {
    // Shares sqrt(90) : sqrt(10) = 3 : 1.
    assertThat(ofClass1(sampler(0.5).order(1))).isEqualTo(25);
  }

  @Test
  void a_class_repeats_a_sample_only_after_all_were_seen() {
    int[] order = sampler(1).order(1);

    long[] seen = new long[100];
    Arrays.stream(order).forEach(i -> seen[i]++);
    assertThat(Arrays.copyOfRange(seen, 90, 100)).containsOnly(5);
    assertThat(Arrays.copyOfRange(seen, 0, 90)).containsOnly(0, 1);
  }

  @Test
  void order_depends_on_seed_and_epoch_alone() {
    assertThat(sampler(0.5).order(3)).isEqualTo(sampler(0.5).order(3));
    assertThat(sampler(0.5).order(3)).isNotEqualTo(sampler(0.5).order(4));
    assertThat(new EpochSampler(CLASSES, 2, 0.5, 8).order(3)).isNotEqualTo(sampler(0.5).order(3));
  }

  @Test
  void fractions_are_rounded_fairly_over_the_epochs() {
    EpochSampler sampler = new EpochSampler(new int[] {0, 0, 1}, 2, 1, 7);
    double mean =
        IntStream.rangeClosed(1, 2000)
            .mapToLong(e -> Arrays.stream(sampler.order(e)).filter(i -> i == 2).count())
            .average()
            .orElseThrow();

    // Each class is due 1.5 places an epoch.
    assertThat(mean).isBetween(1.45, 1.55);
  }

  @Test
  void samples_without_a_label_are_seen_once_whatever_the_balance() {
    int[] classes = Arrays.copyOf(CLASSES, 130);
    Arrays.fill(classes, 100, 130, EpochSampler.UNLABELLED);

    int[] order = new EpochSampler(classes, 2, 1, 7).order(1);

    assertThat(order).hasSize(130);
    assertThat(Arrays.stream(order).filter(i -> i >= 100).sorted().toArray())
        .isEqualTo(IntStream.range(100, 130).toArray());
    assertThat(ofClass1(Arrays.stream(order).filter(i -> i < 100).toArray())).isEqualTo(50);
    assertThat(Arrays.stream(order).limit(65).filter(i -> i >= 100).count()).isBetween(5L, 25L);
  }

  private static EpochSampler sampler(double balance) {
    return new EpochSampler(CLASSES, 2, balance, 7);
  }

  private static long ofClass1(int[] order) {
    return Arrays.stream(order).filter(i -> i >= 90).count();
  }
}
