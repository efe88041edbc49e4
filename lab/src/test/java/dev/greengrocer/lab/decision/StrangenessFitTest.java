package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StrangenessFitTest {

  /** A hundred unsure photos of unfamiliarity 1 to 100. */
  private static final List<PhotoOutcome> HUNDRED =
      IntStream.rangeClosed(1, 100).mapToObj(i -> photo(i, 0.3, false)).toList();

  @Test
  void few_known_photos_lie_above_the_bound() {
    // 2 of 100 may be rejected: those of 99 and 100.
    assertThat(StrangenessFit.of(List.of(HUNDRED), List.of(), 0.9, 10, 0.02)).isEqualTo(98);
  }

  @Test
  void every_set_keeps_the_share_for_itself() {
    List<PhotoOutcome> phones =
        IntStream.rangeClosed(1, 50).mapToObj(i -> photo(200 + i, 0.3, false)).toList();

    assertThat(StrangenessFit.of(List.of(HUNDRED, phones), List.of(), 0.9, 10, 0.02))
        .as("1 of 50")
        .isEqualTo(249);
  }

  @Test
  void photos_that_are_sure_or_told_to_be_unclear_do_not_count() {
    List<PhotoOutcome> others =
        List.of(photo(500, 0.95, false), photo(501, 0.95, false), photo(502, 0.3, true));

    assertThat(StrangenessFit.of(List.of(HUNDRED, others), List.of(), 0.9, 10, 0.02)).isEqualTo(98);
  }

  @Test
  void the_bound_is_no_lower_than_that_of_accepted_photos() {
    assertThat(StrangenessFit.of(List.of(HUNDRED), List.of(), 0.9, 120, 0.02)).isEqualTo(120);
  }

  @Test
  void it_lies_half_way_to_the_next_unknown_photo() {
    List<PhotoOutcome> unknown =
        List.of(photo(50, 0.3, false), photo(99, 0.95, false), photo(110, 0.3, false));

    assertThat(StrangenessFit.of(List.of(HUNDRED), List.of(unknown), 0.9, 10, 0.02)).isEqualTo(104);
  }

  private static PhotoOutcome photo(double unfamiliarity, double probability, boolean unclear) {
    return new PhotoOutcome(probability, true, probability, unfamiliarity, false, unclear);
  }
}
