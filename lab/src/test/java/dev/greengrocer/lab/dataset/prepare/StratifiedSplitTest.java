package dev.greengrocer.lab.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.lab.dataset.Split;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StratifiedSplitTest {

  private static final SplitPlan.Shares SHARES = new SplitPlan.Shares(80, 10, 10);

  @Test
  void photos_are_dealt_by_the_shares() {
    assertThat(photos(SHARES, singles(100))).isEqualTo(counts(80, 10, 10));
    assertThat(photos(new SplitPlan.Shares(70, 15, 15), singles(40))).isEqualTo(counts(28, 6, 6));
  }

  @Test
  void whole_numbers_add_up_by_the_largest_remainder() {
    // 47 photos: 37.6, 4.7 and 4.7 make 37 + 4 + 4, and the remainders .7, .7 come before .6.
    assertThat(photos(SHARES, singles(47))).isEqualTo(counts(37, 5, 5));
  }

  @Test
  void a_group_is_never_divided() {
    Map<String, Integer> sizes = singles(60);
    sizes.put("large", 40);

    assertThat(photos(SHARES, sizes)).isEqualTo(counts(80, 10, 10));
  }

  @Test
  void a_small_class_has_a_photo_in_each_split_when_it_can() {
    assertThat(photos(SHARES, singles(3))).isEqualTo(counts(1, 1, 1));
    assertThat(photos(SHARES, singles(5))).isEqualTo(counts(3, 1, 1));
  }

  @Test
  void with_too_few_groups_train_comes_first_then_validation() {
    assertThat(photos(SHARES, singles(1))).isEqualTo(Map.of(Split.TRAIN, 1));
    assertThat(photos(SHARES, singles(2))).isEqualTo(Map.of(Split.TRAIN, 1, Split.VALIDATION, 1));
  }

  @Test
  void large_groups_do_not_empty_a_split() {
    assertThat(photos(SHARES, new TreeMap<>(Map.of("a", 30, "b", 30, "c", 30))))
        .isEqualTo(counts(30, 30, 30));
  }

  @Test
  void a_split_without_a_share_stays_empty() {
    assertThat(photos(new SplitPlan.Shares(90, 10, 0), singles(20)))
        .isEqualTo(Map.of(Split.TRAIN, 18, Split.VALIDATION, 2));
  }

  @Test
  void the_seed_decides_and_other_labels_do_not() {
    StratifiedSplit split = new StratifiedSplit(SHARES, 42);

    assertThat(split.deal("kiwi", singles(50))).isEqualTo(split.deal("kiwi", singles(50)));
    assertThat(split.deal("kiwi", singles(50)))
        .isNotEqualTo(new StratifiedSplit(SHARES, 43).deal("kiwi", singles(50)));
  }

  @Test
  void shares_are_read_as_percentages_that_add_up() {
    assertThat(SplitPlan.Shares.parse("80/10/10")).isEqualTo(SHARES);
    assertThatThrownBy(() -> SplitPlan.Shares.parse("80/10/20"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("80/10/20");
    assertThatThrownBy(() -> SplitPlan.Shares.parse("0.8,0.2"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'0.8,0.2'");
  }

  private static Map<String, Integer> singles(int count) {
    Map<String, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      sizes.put("group-" + i, 1);
    }
    return sizes;
  }

  private static Map<Split, Integer> photos(SplitPlan.Shares shares, Map<String, Integer> sizes) {
    Map<Split, Integer> photos = new EnumMap<>(Split.class);
    new StratifiedSplit(shares, 42)
        .deal("kiwi", sizes)
        .forEach((group, split) -> photos.merge(split, sizes.getOrDefault(group, 0), Integer::sum));
    return photos;
  }

  private static Map<Split, Integer> counts(int train, int validation, int test) {
    return Map.of(Split.TRAIN, train, Split.VALIDATION, validation, Split.TEST, test);
  }
}
