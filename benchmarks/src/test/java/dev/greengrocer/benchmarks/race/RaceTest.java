package dev.greengrocer.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.benchmarks.stage.Contestant;
import dev.greengrocer.benchmarks.stage.Round;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RaceTest {

  private static final Judge NOT_DAY = Judge.expecting(List.of("night"), 1);

  @Test
  void sides_take_turns_and_warm_ups_do_not_count() throws Exception {
    List<String> turns = new ArrayList<>();

    Standings standings =
        new Race(1, 2)
            .run(
                List.of(
                    new Side("slow", performing("slow", turns, 9, 4, 6), NOT_DAY),
                    new Side("fast", performing("fast", turns, 9, 1, 2), NOT_DAY)));

    assertThat(turns).containsExactly("slow", "fast", "slow", "fast", "slow", "fast");
    assertThat(standings.seconds("slow")).isEqualTo(new Spread(5, 4, 6, 2));
    // 4 / 1 and 6 / 2: round against round, not median against median.
    assertThat(standings.ratio("slow", "fast")).isEqualTo(new Spread(3.5, 3, 4, 2));
  }

  @Test
  void the_parts_of_a_floor_add_up_within_each_round() throws Exception {
    List<String> turns = new ArrayList<>();

    Standings standings =
        new Race(0, 2)
            .run(
                List.of(
                    new Side("whole", performing("whole", turns, 6, 8), NOT_DAY),
                    new Side("first", performing("first", turns, 1, 3), NOT_DAY),
                    new Side("second", performing("second", turns, 3, 1), NOT_DAY)));

    assertThat(standings.ratio("whole", "first", "second").median()).isEqualTo(1.75);
  }

  @Test
  void processor_time_is_that_of_the_counted_rounds_for_a_unit() throws Exception {
    double[] used = {100};
    Contestant busy =
        new Contestant() {
          @Override
          public Round round() {
            used[0] += 6;
            return new Round(2, 1, "night");
          }

          @Override
          public double processorSeconds() {
            return used[0];
          }
        };
    Contestant unknown = performing("unknown", new ArrayList<>(), 1, 1, 1);

    Standings standings =
        new Race(1, 2)
            .run(List.of(new Side("busy", busy, NOT_DAY), new Side("unknown", unknown, NOT_DAY)));

    assertThat(standings.processorSeconds("busy")).contains(new Spread(3, 3, 3, 2));
    assertThat(standings.processorSeconds("unknown")).isEmpty();
  }

  @Test
  void nobody_performs_before_the_one_before_is_at_rest() throws Exception {
    List<String> turns = new ArrayList<>();
    Contestant restless =
        new Contestant() {
          @Override
          public Round round() {
            turns.add("restless");
            return new Round(1, 1, "night");
          }

          @Override
          public void rest() {
            turns.add("at rest");
          }
        };

    new Race(1, 1)
        .run(
            List.of(
                new Side("restless", restless, NOT_DAY),
                new Side("next", performing("next", turns, 1, 1), NOT_DAY)));

    assertThat(turns).containsExactly("restless", "at rest", "next", "restless", "at rest", "next");
  }

  @Test
  void a_process_is_at_rest_when_its_processor_time_stands_still() throws Exception {
    Iterator<Double> clock = List.of(1.0, 1.1, 1.1, 1.2, 1.2, 1.2, 1.3).iterator();

    StagedProcess.rest(clock::next);

    // 1.0 to 1.1, 1.1 to 1.2, and then 1.2 to 1.2: the time after that was not looked at.
    assertThat(clock.next()).isEqualTo(1.3);
  }

  @Test
  void a_process_that_never_rests_is_waited_for_no_longer_than_a_second() throws Exception {
    int[] looks = {0};

    StagedProcess.rest(() -> looks[0]++);

    assertThat(looks[0]).isEqualTo(40);
  }

  @Test
  void a_wrong_answer_leaves_no_time_behind() {
    List<String> turns = new ArrayList<>();
    Side wrong =
        new Side(
            "wrong",
            performing("wrong", turns, 1, 1),
            Judge.expecting(List.of("apple", "pear"), 0.5));

    assertThatThrownBy(() -> new Race(1, 1).run(List.of(wrong)))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("wrong: 0 of 2 answers are right")
        .hasMessageContaining("no time is reported");
    assertThat(turns).hasSize(1);
  }

  @Test
  void some_answers_may_differ_where_the_judge_allows_it() {
    Judge judge = Judge.expecting(List.of("a", "b", "c", "d"), 0.75);

    assertThat(judge.fault("a,b,c,x")).isEmpty();
    assertThat(judge.fault("a,b,x,x")).isPresent();
    assertThat(judge.fault("a,b,c,d,e")).isPresent();
  }

  private static Contestant performing(String name, List<String> turns, int... seconds) {
    return new Contestant() {
      private int next;

      @Override
      public Round round() {
        turns.add(name);
        return new Round(1, seconds[next++], "night");
      }
    };
  }
}
