package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.DecisionMetrics;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.OodMetrics;
import dev.greengrocer.lab.evaluation.SetMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The figures of all sets of photos side by side, as people read them: a column for each set.
 *
 * @param sets what heads the columns: the labelled sets, then the unknown ones
 * @param rows a row for each figure, with a cell for each set; a figure that a set does not have is
 *     empty
 */
public record SetTable(List<Head> sets, List<Row> rows) {

  private static final FormattedFigure NONE = new FormattedFigure("", "");

  /** Copies the lists. */
  public SetTable {
    sets = List.copyOf(sets);
    rows = List.copyOf(rows);
  }

  /**
   * A set.
   *
   * @param photos how many it has, such as {@code 252 photos}; with a remark when they are unknown
   */
  public record Head(String name, String photos) {}

  /** One figure of every set. */
  public record Row(String name, List<FormattedFigure> cells) {

    /** Copies the cells. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** The table; without columns when there was no set but the data set under evaluation. */
  public static SetTable of(EvaluationResult result) {
    List<SetMetrics> labelled = result.sets().labelled();
    List<OodMetrics> unknown = result.sets().unknown();
    List<Head> heads = new ArrayList<>();
    labelled.forEach(set -> heads.add(new Head(set.name(), photos(set.photos(), ""))));
    unknown.forEach(set -> heads.add(new Head(set.name(), photos(set.photos(), "unknown "))));
    Rows rows = new Rows(labelled, unknown, new ArrayList<>());
    rows.add("accuracy (top-1), strict", set -> FormattedFigure.percent(set.strict()));
    rows.add("the same, synonyms merged", set -> FormattedFigure.percent(set.merged()));
    rows.add(
        "accepted",
        decided(decisions -> FormattedFigure.percent(decisions.accepted())),
        set -> FormattedFigure.percent(set.accepted()));
    rows.add(
        "wrong among accepted",
        decided(decisions -> FormattedFigure.percent(decisions.acceptedWrong())));
    rows.add(
        "shortlist",
        decided(decisions -> FormattedFigure.percent(decisions.shortlisted())),
        set -> FormattedFigure.percent(set.shortlisted()));
    rows.add(
        "right name on the list",
        decided(decisions -> FormattedFigure.percent(decisions.shortlistRight())));
    rows.add(
        "rejected",
        decided(decisions -> FormattedFigure.percent(decisions.allRejected())),
        set -> FormattedFigure.percent(set.allRejected()));
    rows.add("AURC", set -> FormattedFigure.number(set.risk().area()));
    rows.add("AURC, excess", set -> FormattedFigure.number(set.risk().excess()));
    if (!unknown.isEmpty()) {
      rows.add(
          "AUROC, unfamiliarity",
          set -> NONE,
          set -> FormattedFigure.number(set.byUnfamiliarity()));
      rows.add(
          "AUROC, probability", set -> NONE, set -> FormattedFigure.number(set.byProbability()));
    }
    return new SetTable(heads, rows.all);
  }

  private static String photos(long count, String which) {
    return "%d %sphoto%s".formatted(count, which, count == 1 ? "" : "s");
  }

  private static Function<SetMetrics, FormattedFigure> decided(
      Function<DecisionMetrics, FormattedFigure> figure) {
    return set -> figure.apply(set.decisions());
  }

  private record Rows(List<SetMetrics> labelled, List<OodMetrics> unknown, List<Row> all) {

    /** A figure that unknown photos do not have: no name of theirs is right. */
    void add(String name, Function<SetMetrics, FormattedFigure> ofLabelled) {
      add(name, ofLabelled, set -> NONE);
    }

    void add(
        String name,
        Function<SetMetrics, FormattedFigure> ofLabelled,
        Function<OodMetrics, FormattedFigure> ofUnknown) {
      all.add(
          new Row(
              name,
              Stream.concat(labelled.stream().map(ofLabelled), unknown.stream().map(ofUnknown))
                  .toList()));
    }
  }
}
