package dev.greengrocer.cli;

import dev.greengrocer.calibration.DecisionCalibrator;
import dev.greengrocer.calibration.DecisionTargets;
import dev.greengrocer.dataset.DatasetManifest;
import dev.greengrocer.dataset.DatasetManifests;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelCard;
import dev.greengrocer.model.ModelDescription;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer calibrate}: fits how a model decides what to make of a photo. */
@Command(
    name = "calibrate",
    description =
        "Fits how a model decides: how sure it is, and when it accepts, shortlists or rejects.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer calibrate --model runs/mine/model --data data/mine",
      "  greengrocer calibrate --model runs/mine/model --data data/mine --accept-error 0.005",
      "",
      "The rule is fitted on the validation photos and written into the bundle; the weights stay as",
      "they are. Figures in the model card belong to the rule before it and are taken out: measure",
      "them again with 'greengrocer evaluate --record'. train does all this for every new model."
    })
final class CalibrateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Folder of the model bundle to write the rule into.")
  @SuppressWarnings("NullAway.Init")
  private Path model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A data set made by prepare, the one that the model was trained on.")
  @SuppressWarnings("NullAway.Init")
  private Path data;

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
      description = "Share of accepted names that may be wrong (default: ${DEFAULT-VALUE}).")
  private double acceptError;

  @Option(
      names = "--rejected",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description =
          "Share of photos of known kinds that may be taken for something unknown (default:"
              + " ${DEFAULT-VALUE}).")
  private double rejected;

  @Override
  public Integer call() {
    DecisionTargets targets = new DecisionTargets(coverage, acceptError, rejected);
    ModelBundle bundle = ModelBundles.open(model);
    DatasetManifest manifest = DatasetManifests.read(data);
    warn(bundle, manifest);
    FittedDecision decision = fit(bundle, new DecisionCalibrator(manifest, targets));
    ModelDescription description =
        bundle.description().withMeasurements(List.of()).withDecision(decision.rule());
    ModelBundles.decide(bundle, description, decision, ModelCard.markdown(description));
    print(bundle, decision.rule(), targets);
    return 0;
  }

  private static FittedDecision fit(ModelBundle bundle, DecisionCalibrator calibrator) {
    try (Progress progress = Progress.start("calibrating", "photos", calibrator.photos())) {
      return calibrator.fit(bundle, progress::reached);
    }
  }

  private void warn(ModelBundle bundle, DatasetManifest manifest) {
    PrintWriter err = spec.commandLine().getErr();
    if (!bundle.provenance().dataHash().equals(manifest.contentHash())) {
      err.printf(
          "WARNING: %s is not the data that the model was trained on; if the model was trained on any"
              + " of its validation photos, it will be too sure of itself.%n",
          data);
    }
    if (!manifest.leakingGroups().isEmpty()) {
      err.printf(
          "WARNING: %s leaks between its splits, so the model will be too sure of itself; prepare it"
              + " anew without --keep-splits.%n",
          data);
    }
    err.flush();
  }

  private void print(ModelBundle bundle, DecisionRule rule, DecisionTargets targets) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: fitted on %d validation photos of %s%n%n",
        bundle.name(), rule.fittedOn().samples(), rule.fittedOn().data());
    line(out, "temperature", number(rule.temperature()), "");
    line(
        out,
        "accept from",
        number(rule.acceptance().probability()),
        "%s of accepted names wrong%s"
            .formatted(
                percent(rule.acceptance().error()),
                rule.acceptance().error() > targets.acceptError()
                    ? ", not the %s asked for: too few photos, or confident mistakes"
                        .formatted(percent(targets.acceptError()))
                    : " at most"));
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
        rule.severalKinds() == 1 ? "cannot be told without activation maps" : "");
    out.flush();
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
