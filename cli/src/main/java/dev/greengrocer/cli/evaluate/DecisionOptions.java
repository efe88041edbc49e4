package dev.greengrocer.cli.evaluate;

import dev.greengrocer.lab.decision.DecisionTargets;
import picocli.CommandLine.Option;

/** What a rule of decision is to keep to, the same for every command that fits one. */
public final class DecisionOptions {

  @Option(
      names = "--coverage",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description =
          "Share of shortlists that are to hold the right name (default: ${DEFAULT-VALUE}).")
  private double coverage;

  @Option(
      names = "--accept-error",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "Share of accepted names that may be wrong (default: ${DEFAULT-VALUE}); with --also or"
              + " --unknown an upper confidence bound of 95 %% of it.")
  private double acceptError;

  @Option(
      names = "--rejected",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description =
          "Share of photos of known kinds that may be taken for something unknown (default:"
              + " ${DEFAULT-VALUE}).")
  private double rejected;

  @Option(
      names = "--accept-unknown",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "Share of the photos of each --unknown folder that may be accepted (default:"
              + " ${DEFAULT-VALUE}).")
  private double acceptUnknown;

  public DecisionTargets targets() {
    return new DecisionTargets(coverage, acceptError, rejected, acceptUnknown);
  }
}
