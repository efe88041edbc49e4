package dev.greengrocer.cli.evaluate;

import dev.greengrocer.lab.decision.SetDecisions;
import dev.greengrocer.lab.decision.SetDecisions.DecisionCounts;
import dev.greengrocer.statistics.Interval;
import dev.greengrocer.statistics.Proportion;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Risk and coverage of each set of photos that a rule was fitted on, as people read them. */
final class SetDecisionsTable {

  private SetDecisionsTable() {}

  static void print(PrintWriter out, List<SetDecisions> sets) {
    out.println();
    line(
        out,
        "photos",
        "number",
        "accepted",
        "of these wrong (bound)",
        "shortlist",
        "with the name",
        "not produce",
        "otherwise rejected");
    for (SetDecisions set : sets) {
      row(out, set.name(), set.known(), set.counts());
      set.leftOut().ifPresent(counts -> row(out, "  fitted without it", set.known(), counts));
    }
    out.println();
    out.println(
        "Ranges are 95 % intervals (Wilson); bounds are one-sided, 95 % (Clopper and Pearson).");
  }

  private static void row(PrintWriter out, String name, boolean known, DecisionCounts counts) {
    line(
        out,
        name,
        Long.toString(counts.photos()),
        words(counts.coverage()),
        known
            ? "%s <%s".formatted(words(counts.risk()), percent(counts.riskBound()))
            : "all: unknown kinds",
        Long.toString(counts.shortlists()),
        known ? Long.toString(counts.listed()) : "",
        Long.toString(counts.notProduce()),
        Long.toString(counts.otherwiseRejected()));
  }

  private static void line(PrintWriter out, Object... cells) {
    out.println(
        String.format(Locale.ROOT, "%-24s %6s  %-22s %-30s %-10s %-12s %-11s %s", cells)
            .stripTrailing());
  }

  private static String words(Proportion share) {
    if (share.trials() == 0) {
      return "-";
    }
    Interval interval = share.interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s (%.1f to %.1f)",
        percent(share.value().orElseThrow()),
        100 * interval.low(),
        100 * interval.high());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
