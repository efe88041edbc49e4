package dev.greengrocer.cli.evaluate;

import dev.greengrocer.cli.console.Caveats;
import dev.greengrocer.cli.console.Progress;
import dev.greengrocer.cli.console.TrainedDataOption;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.decision.CalibratedDecision;
import dev.greengrocer.lab.decision.DecisionCalibrator;
import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.lab.report.evaluation.CalibrationDocument;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.DecisionRule.Acceptance;
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
import picocli.CommandLine.Mixin;
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
      "  greengrocer calibrate --model runs/mine/model --data data/mine --also photos/phones \\",
      "      --unknown photos/packaged photos/other-kinds",
      "",
      "The rule is fitted on the validation photos and written into the bundle; the weights stay"
          + " as",
      "they are. Figures in the model card belong to the rule before it and are taken out: measure",
      "them again with 'greengrocer evaluate --record'. train does all this for every new model."
    })
public final class CalibrateCommand implements Callable<Integer> {

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

  @Mixin private TrainedDataOption data = new TrainedDataOption();

  @Mixin private OutsideOptions outside = new OutsideOptions();

  @Mixin private DecisionOptions decision = new DecisionOptions();

  @Option(names = "--json", description = "Print the thresholds and the table as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    DecisionTargets targets = decision.targets();
    ModelBundle bundle = ModelBundles.open(model);
    DatasetManifest manifest = DatasetManifests.read(data.directory);
    warn(bundle, manifest);
    OutsidePhotos photos = outside.read(bundle.labels(), manifest, spec.commandLine().getErr());
    CalibratedDecision calibrated =
        calibrate(bundle, new DecisionCalibrator(manifest, targets, photos));
    FittedDecision fitted = calibrated.decision();
    ModelDescription description =
        bundle.description().withMeasurements(List.of()).withDecision(fitted.rule());
    ModelBundle decided =
        ModelBundles.decide(
            bundle,
            description,
            fitted,
            ModelCard.markdown(description, ModelBundles.card(bundle)));
    print(bundle, calibrated, targets);
    warnIfMissed(fitted.rule().acceptance(), targets);
    Caveats.print(decided, manifest, spec.commandLine().getErr());
    return 0;
  }

  private static CalibratedDecision calibrate(ModelBundle bundle, DecisionCalibrator calibrator) {
    try (Progress progress = Progress.start("calibrating", "photos", calibrator.photos())) {
      return calibrator.calibrate(bundle, progress::reached);
    }
  }

  private void warn(ModelBundle bundle, DatasetManifest manifest) {
    PrintWriter err = spec.commandLine().getErr();
    if (!bundle.provenance().dataHash().equals(manifest.contentHash())) {
      err.printf(
          "WARNING: %s is not the data that the model was trained on; if the model was trained on"
              + " any of its validation photos, it will be too sure of itself.%n",
          data.directory);
    }
    if (!manifest.leakingGroups().isEmpty()) {
      err.printf(
          "WARNING: %s leaks between its splits, so the model will be too sure of itself; prepare"
              + " it anew without --keep-splits, or with the groups of its split file mended.%n",
          data.directory);
    }
    err.flush();
  }

  private void warnIfMissed(Acceptance acceptance, DecisionTargets targets) {
    if (acceptance.error() > targets.acceptError()) {
      String reached =
          acceptance.trusted()
              ? String.format(Locale.ROOT, "the best comes to %.2f %%", 100 * acceptance.error())
              : "nothing is accepted";
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "WARNING: no rule keeps the %.2f %% of wrong names asked for: %s.%n",
              100 * targets.acceptError(),
              reached);
    }
  }

  private void print(ModelBundle bundle, CalibratedDecision calibrated, DecisionTargets targets) {
    PrintWriter out = spec.commandLine().getOut();
    DecisionRule rule = calibrated.decision().rule();
    if (json) {
      out.print(CalibrationDocument.json(calibrated));
    } else {
      out.printf(
          "%s: fitted on %d validation photos of %s%s%n%n",
          bundle.name(),
          rule.fittedOn().samples(),
          rule.fittedOn().data(),
          rule.openSet().isPresent() ? " and on photos from elsewhere" : "");
      DecisionTable.print(out, rule, targets);
      SetDecisionsTable.print(out, calibrated.sets());
    }
    out.flush();
  }
}
