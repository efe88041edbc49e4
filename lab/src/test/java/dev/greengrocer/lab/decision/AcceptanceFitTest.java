package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.lab.decision.AcceptanceFit.Guess;
import dev.greengrocer.model.DecisionRule.Acceptance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AcceptanceFitTest {

  @Test
  void as_many_photos_are_accepted_as_the_error_allows() {
    // Surest first: 19 right, one wrong, 19 right, one wrong. (0+1)/(19+1) = 5 %, (1+1)/(39+1) = 5
    // %; the last wrong one would make it (2+1)/(40+1) = 7.3 %.
    List<Guess> photos = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      photos.add(new Guess(0.99 - 0.01 * i, i != 19 && i != 39));
    }

    assertThat(AcceptanceFit.of(photos, 0.05)).isEqualTo(new Acceptance(0.99 - 0.01 * 38, 0.05));
  }

  @Test
  void the_order_of_the_photos_does_not_matter() {
    List<Guess> photos = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      photos.add(new Guess(0.99 - 0.01 * i, i != 19 && i != 39));
    }
    Acceptance sorted = AcceptanceFit.of(photos, 0.05);
    Collections.reverse(photos);

    assertThat(AcceptanceFit.of(photos, 0.05)).isEqualTo(sorted);
  }

  @Test
  void equally_sure_photos_are_accepted_together_or_not_at_all() {
    // The nine at 0.9 would be fine alone: (0+1)/(9+1). But one more at 0.9 is wrong.
    List<Guess> photos = new ArrayList<>(Collections.nCopies(9, new Guess(0.9, true)));
    photos.add(new Guess(0.9, false));
    photos.addAll(Collections.nCopies(9, new Guess(0.8, true)));

    // (1+1)/(19+1) = 10 % with all.
    assertThat(AcceptanceFit.of(photos, 0.1)).isEqualTo(new Acceptance(0.8, 0.1));
    assertThat(AcceptanceFit.of(photos.subList(0, 10), 0.1).error()).isGreaterThan(0.1);
  }

  @Test
  void too_few_photos_for_a_promise_promise_what_they_can() {
    // Nine right ones show no less than (0+1)/(9+1) = 10 %; then come mistakes.
    List<Guess> photos = new ArrayList<>(Collections.nCopies(9, new Guess(0.9, true)));
    photos.addAll(Collections.nCopies(5, new Guess(0.6, false)));

    Acceptance acceptance = AcceptanceFit.of(photos, 0.01);

    assertThat(acceptance.probability()).isEqualTo(0.9);
    assertThat(acceptance.error()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void a_lucky_first_photo_is_no_rule() {
    // One of 17 right, the surest: (0+1)/(1+1) = 50 %; three right ones come to (0+1)/(3+1) = 25 %.
    List<Guess> photos = new ArrayList<>(List.of(new Guess(0.061, true)));
    photos.addAll(Collections.nCopies(16, new Guess(0.06, false)));
    assertThat(AcceptanceFit.of(photos, 0.01)).isEqualTo(Acceptance.NONE);

    photos.addAll(Collections.nCopies(2, new Guess(0.0611, true)));
    assertThat(AcceptanceFit.of(photos, 0.01)).isEqualTo(Acceptance.NONE);
    assertThat(AcceptanceFit.of(photos, 0.26).error()).isEqualTo(0.26);
  }

  @Test
  void without_photos_nothing_is_accepted() {
    assertThat(AcceptanceFit.of(List.of(), 0.01)).isEqualTo(new Acceptance(1, 1));
  }
}
