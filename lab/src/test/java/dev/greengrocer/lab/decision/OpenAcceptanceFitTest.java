package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.model.DecisionRule.Acceptance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OpenAcceptanceFitTest {

  @Test
  void a_promise_is_kept_by_its_bound_and_not_by_its_point() {
    // 299 right ones are the fewest of which 1 % can be promised; 298 and none wrong are too few.
    List<PhotoOutcome> right = photos(299, 0.9, 0, true);

    assertThat(OpenAcceptanceFit.of(List.of(right), List.of(), 0.01, 0.05))
        .isEqualTo(new OpenAcceptance(new Acceptance(0.9, 0.01), 0));

    OpenAcceptance less =
        OpenAcceptanceFit.of(List.of(right.subList(0, 298)), List.of(), 0.01, 0.05);
    assertThat(less.acceptance().probability()).isEqualTo(0.9);
    assertThat(less.acceptance().error())
        .as("the bound that it came to")
        .isCloseTo(1 - Math.pow(0.05, 1.0 / 298), within(1e-9));
  }

  @Test
  void mistakes_are_kept_out_by_probability_or_by_unfamiliarity() {
    List<PhotoOutcome> known =
        join(
            List.of(
                photos(400, 0.9, 1, true),
                photos(20, 0.5, 1, false),
                photos(20, 0.99, 5, false),
                photos(30, 0.6, 1, true)));

    OpenAcceptance fitted = OpenAcceptanceFit.of(List.of(known), List.of(), 0.01, 0.05);

    assertThat(fitted).isEqualTo(new OpenAcceptance(new Acceptance(0.6, 0.01), 1));
    assertThat(fitted.accepts(photo(0.6, 1, true))).isTrue();
    assertThat(fitted.accepts(photo(0.59, 1, true))).isFalse();
    assertThat(fitted.accepts(photo(1, 1.01, true))).isFalse();
  }

  @Test
  void a_small_set_from_elsewhere_is_not_drowned_by_a_large_one_from_home() {
    List<PhotoOutcome> home = join(List.of(photos(2000, 0.95, 1, true), photos(500, 0.7, 1, true)));
    // 2 of 60 are wrong below 0.8: 0.1 % of all, and 3.3 % of the photos from elsewhere.
    List<PhotoOutcome> elsewhere =
        join(List.of(photos(58, 0.85, 1, true), photos(2, 0.7, 1, false)));

    assertThat(accepted(List.of(join(List.of(home, elsewhere))))).isEqualTo(0.7);
    assertThat(accepted(List.of(home, elsewhere))).isEqualTo(0.85);
  }

  private static double accepted(List<List<PhotoOutcome>> known) {
    return OpenAcceptanceFit.of(known, List.of(), 0.01, 0.05).acceptance().probability();
  }

  @Test
  void each_set_of_unknown_photos_keeps_its_share() {
    List<PhotoOutcome> known = join(List.of(photos(400, 0.95, 1, true), photos(400, 0.9, 2, true)));
    List<PhotoOutcome> packages = photos(1000, 0.3, 9, false);
    // 1 of 20 may be accepted: both groups of the known photos would let in 2.
    List<PhotoOutcome> berries =
        join(
            List.of(
                photos(1, 0.96, 1, false), photos(1, 0.9, 2, false), photos(18, 0.2, 1, false)));

    OpenAcceptance fitted =
        OpenAcceptanceFit.of(List.of(known), List.of(packages, berries), 0.01, 0.05);

    assertThat(berries.stream().filter(fitted::accepts)).hasSize(1);
    assertThat(known.stream().filter(fitted::accepts)).hasSize(400);
    OpenAcceptance lax =
        OpenAcceptanceFit.of(List.of(known), List.of(packages, berries), 0.01, 0.1);
    assertThat(known.stream().filter(lax::accepts)).hasSize(800);
  }

  @Test
  void photos_of_several_kinds_are_never_accepted_and_do_not_count() {
    List<PhotoOutcome> known = new ArrayList<>(photos(400, 0.9, 1, true));
    known.add(new PhotoOutcome(0.95, false, 0, 1, true, false));

    OpenAcceptance fitted = OpenAcceptanceFit.of(List.of(known), List.of(), 0.01, 0.05);

    assertThat(fitted.acceptance()).isEqualTo(new Acceptance(0.9, 0.01));
    assertThat(fitted.accepts(known.get(400))).isFalse();
  }

  @Test
  void where_nothing_can_be_promised_nothing_is_accepted() {
    // Of 20 photos none is wrong: up to 13.9 % may be.
    OpenAcceptance few =
        OpenAcceptanceFit.of(List.of(photos(20, 0.9, 1, true)), List.of(), 0.01, 0.05);
    OpenAcceptance wrong =
        OpenAcceptanceFit.of(List.of(photos(500, 0.9, 1, false)), List.of(), 0.01, 0.05);

    assertThat(few.acceptance()).isEqualTo(Acceptance.NONE);
    assertThat(wrong.acceptance()).isEqualTo(Acceptance.NONE);
  }

  private static List<PhotoOutcome> join(List<List<PhotoOutcome>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }

  private static List<PhotoOutcome> photos(
      int count, double probability, double unfamiliarity, boolean right) {
    return IntStream.range(0, count)
        .mapToObj(i -> photo(probability, unfamiliarity, right))
        .toList();
  }

  private static PhotoOutcome photo(double probability, double unfamiliarity, boolean right) {
    return new PhotoOutcome(
        probability, right, right ? probability : 0, unfamiliarity, false, false);
  }
}
