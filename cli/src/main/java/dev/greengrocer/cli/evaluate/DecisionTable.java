package dev.greengrocer.cli.evaluate;

import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.DecisionRule.Acceptance;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * The thresholds of a rule of decision as people read them, and whether they keep to the targets.
 */
public final class DecisionTable {

  private DecisionTable() {}

  public static void print(PrintWriter out, DecisionRule rule, DecisionTargets targets) {
    line(out, "temperature", number(rule.temperature()), "");
    accepted(out, rule, targets);
    line(
        out,
        "shortlist from",
        number(rule.shortlists().probability()),
        "%s of shortlists right%s"
            .formatted(
                percent(rule.shortlists().coverage()),
                rule.shortlists().coverage() < targets.coverage()
                    ? ", not the %s asked for: too few photos"
                        .formatted(percent(targets.coverage()))
                    : ""));
    line(
        out,
        "unfamiliar above",
        number(rule.familiarity().threshold()),
        rule.familiarity().residualWeight() > 0
            ? "by logits and features"
            : "by logits alone: the network does not tell its features");
    line(
        out,
        "several kinds above",
        number(rule.severalKinds()),
        rule.severalKinds() == 1 ? "cannot be recognised without activation maps" : "");
  }

  private static void accepted(PrintWriter out, DecisionRule rule, DecisionTargets targets) {
    Acceptance acceptance = rule.acceptance();
    if (!acceptance.trusted()) {
      line(
          out,
          "accept",
          "never",
          "too few photos, or confident mistakes, to find a safe threshold");
      return;
    }
    line(
        out,
        "accept from",
        number(acceptance.probability()),
        "%s of accepted names wrong%s"
            .formatted(
                percent(acceptance.error()),
                acceptance.error() > targets.acceptError()
                    ? ", not the %s asked for: too few photos, or confident mistakes"
                        .formatted(percent(targets.acceptError()))
                    : " at most"));
    rule.openSet()
        .ifPresent(
            open -> {
              open.correction()
                  .ifPresent(
                      correction ->
                          line(
                              out,
                              "sharp enough from",
                              number(correction.sharpEnough()),
                              "odds are lowered below it, and towards unknown kinds, before that"));
              line(
                  out,
                  "and familiar up to",
                  number(open.acceptedUpTo()),
                  open.unknown().isEmpty()
                      ? "no photos of unknown kinds to tell by"
                      : "%s of unknown photos accepted at most"
                          .formatted(percent(targets.acceptUnknown())));
              line(out, "never strange from", number(open.sure()), "");
            });
  }

  private static void line(PrintWriter out, String name, String value, String remark) {
    out.printf("%s%n", "%-20s %8s  %s".formatted(name, value, remark).stripTrailing());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
