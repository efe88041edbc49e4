package dev.greengrocer.web.dashboard;

import dev.greengrocer.ledger.figures.Corrections;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.figures.Drift;
import dev.greengrocer.ledger.figures.LeftOutRows;
import dev.greengrocer.ledger.figures.SalesFigures;
import dev.greengrocer.statistics.Proportion;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of some days.
 *
 * @param days the days
 * @param answered the answers that were given
 * @param versions the models that answered, the latest first
 * @param stations the devices and places that sent photos, by name; empty where none has a name
 * @param evaluated what differs from the evaluation of the present model, or null when its bundle
 *     holds no counts
 * @param drift what moved against as many days before
 * @param sold the sales
 * @param leftOut rows of all days that cannot be read
 */
record DashboardView(
    Days days,
    Answered answered,
    List<Version> versions,
    List<Station> stations,
    @Nullable Evaluated evaluated,
    List<Moved> drift,
    Sold sold,
    List<LeftOutRows.LeftOut> leftOut) {

  /**
   * Where the answers are that a figure counts.
   *
   * @param narrowing names and values of the search form of the history, in turn
   */
  public String answersOf(String... narrowing) {
    return HistoryLink.answers(days, narrowing);
  }

  /** Where the answers are in which something was taken for something else. */
  public String mistakes(String answered, String truth) {
    return truth.equals(Corrections.NOT_IN_LIST)
        ? HistoryLink.answers(days, "label", answered, "feedback", "not-in-list")
        : HistoryLink.answers(days, "label", answered, "truth", truth);
  }

  /**
   * Answers that were given.
   *
   * @param count how many
   * @param accepted how many of them named one kind
   * @param corrections how they compare with what people said
   * @param latencies the time within which answers came
   * @param overTime answers by day and decision
   * @param labels answers by their most probable label, the most frequent first
   * @param confidence answers by the probability of the best label
   */
  record Answered(
      long count,
      Proportion accepted,
      Corrections corrections,
      List<Latency> latencies,
      Chart overTime,
      List<Share> labels,
      Chart confidence) {}

  /**
   * Sales.
   *
   * @param overTime by day
   * @param kinds by kind
   */
  record Sold(Chart overTime, List<SalesFigures.Kind> kinds) {}

  /**
   * The time within which a share of the answers came.
   *
   * @param percent the share
   * @param milliseconds the time
   */
  record Latency(int percent, double milliseconds) {}

  /**
   * How often a label was answered.
   *
   * @param name the label
   * @param answers how often
   * @param share of all answers
   * @param href where they are
   */
  record Share(String name, long answers, double share, String href) {}

  /**
   * A model that answered.
   *
   * @param name its name
   * @param sha256 the hash of its weights
   * @param first the first of the days on which it did
   * @param last the last of them
   * @param answers how often
   * @param accepted how many of its answers named one kind
   * @param right how often people found its first name right
   * @param href where its answers are
   */
  record Version(
      String name,
      String sha256,
      LocalDate first,
      LocalDate last,
      long answers,
      Proportion accepted,
      Proportion right,
      String href) {}

  /**
   * A device or place that sent photos.
   *
   * @param name its name
   * @param accepted how many of its answers named one kind
   * @param href where its answers are
   */
  record Station(String name, Proportion accepted, String href) {}

  /**
   * The answers of the present model against those of its evaluation.
   *
   * @param data the data set that was evaluated
   * @param split the part of it
   * @param photos how many photos
   * @param drift what differs
   */
  record Evaluated(String data, String split, long photos, List<Moved> drift) {}

  /**
   * What may have moved.
   *
   * @param what in words
   * @param drift how far
   */
  record Moved(String what, Drift drift) {}
}
