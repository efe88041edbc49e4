package dev.greengrocer.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.Workload;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static final AnswerCheck NOT_DAY = AnswerCheck.expecting(List.of("night"), 1);

  @Test
  void sides_take_turns_and_warm_ups_do_not_count() throws Exception {
    List<String> turns = new ArrayList<>();

    Timings timings =
        new Comparison(1, 2)
            .run(
                List.of(
                    new Candidate("slow", performing("slow", turns, 9, 4, 6), NOT_DAY),
                    new Candidate("fast", performing("fast", turns, 9, 1, 2), NOT_DAY)));

    assertThat(turns).containsExactly("slow", "fast", "slow", "fast", "slow", "fast");
    assertThat(timings.seconds("slow")).isEqualTo(new Spread(5, 4, 6, 2));
    // 4 / 1 and 6 / 2: round against round, not median against median.
    assertThat(timings.ratio("slow", "fast")).isEqualTo(new Spread(3.5, 3, 4, 2));
  }

  @Test
  void the_parts_of_a_floor_add_up_within_each_round() throws Exception {
    List<String> turns = new ArrayList<>();

    Timings timings =
        new Comparison(0, 2)
            .run(
                List.of(
                    new Candidate("whole", performing("whole", turns, 6, 8), NOT_DAY),
                    new Candidate("first", performing("first", turns, 1, 3), NOT_DAY),
                    new Candidate("second", performing("second", turns, 3, 1), NOT_DAY)));

    assertThat(timings.ratio("whole", "first", "second").median()).isEqualTo(1.75);
  }

  @Test
  void processor_time_is_that_of_the_counted_rounds_for_a_unit() throws Exception {
    double[] used = {100};
    Workload busy =
        new Workload() {
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
    Workload unknown = performing("unknown", new ArrayList<>(), 1, 1, 1);

    Timings timings =
        new Comparison(1, 2)
            .run(
                List.of(
                    new Candidate("busy", busy, NOT_DAY),
                    new Candidate("unknown", unknown, NOT_DAY)));

    assertThat(timings.processorSeconds("busy")).contains(new Spread(3, 3, 3, 2));
    assertThat(timings.processorSeconds("unknown")).isEmpty();
  }

  @Test
  void nobody_performs_before_the_one_before_is_at_rest() throws Exception {
    List<String> turns = new ArrayList<>();
    Workload restless =
        new Workload() {
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

    new Comparison(1, 1)
        .run(
            List.of(
                new Candidate("restless", restless, NOT_DAY),
                new Candidate("next", performing("next", turns, 1, 1), NOT_DAY)));

    assertThat(turns).containsExactly("restless", "at rest", "next", "restless", "at rest", "next");
  }

  @Test
  void a_process_is_at_rest_when_its_processor_time_stands_still() throws Exception {
    Iterator<Double> clock = List.of(1.0, 1.1, 1.1, 1.2, 1.2, 1.2, 1.3).iterator();

    WorkerProcess.rest(clock::next);

    // 1.0 to 1.1, 1.1 to 1.2, and then 1.2 to 1.2: the time after that was not looked at.
    assertThat(clock.next()).isEqualTo(1.3);
  }

  @Test
  void a_process_that_never_rests_is_waited_for_no_longer_than_a_second() throws Exception {
    int[] looks = {0};

    WorkerProcess.rest(() -> looks[0]++);

    assertThat(looks[0]).isEqualTo(40);
  }

  @Test
  void a_wrong_answer_leaves_no_time_behind() {
    List<String> turns = new ArrayList<>();
    Candidate wrong =
        new Candidate(
            "wrong",
            performing("wrong", turns, 1, 1),
            AnswerCheck.expecting(List.of("apple", "pear"), 0.5));

    assertThatThrownBy(() -> new Comparison(1, 1).run(List.of(wrong)))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("wrong: 0 of 2 answers are right")
        .hasMessageContaining("no time is reported");
    assertThat(turns).hasSize(1);
  }

  @Test
  void some_answers_may_differ_where_the_judge_allows_it() {
    AnswerCheck judge = AnswerCheck.expecting(List.of("a", "b", "c", "d"), 0.75);

    assertThat(judge.fault("a,b,c,x")).isEmpty();
    assertThat(judge.fault("a,b,x,x")).isPresent();
    assertThat(judge.fault("a,b,c,d,e")).isPresent();
  }

  private static Workload performing(String name, List<String> turns, int... seconds) {
    return new Workload() {
      private int next;

      @Override
      public Round round() {
        turns.add(name);
        return new Round(1, seconds[next++], "night");
      }
    };
  }
}
