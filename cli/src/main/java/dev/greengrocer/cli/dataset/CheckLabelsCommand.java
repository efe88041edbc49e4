package dev.greengrocer.cli.dataset;

import dev.greengrocer.cli.console.ModelOption;
import dev.greengrocer.cli.console.PreparedDataOption;
import dev.greengrocer.cli.console.Progress;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.labels.LabelPair;
import dev.greengrocer.lab.labels.LabelQuestions;
import dev.greengrocer.lab.report.ReportFolder;
import dev.greengrocer.lab.report.labels.LabelReport;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.LabelCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer check-labels}: photos that seem to be labelled wrongly. */
@Command(
    name = "check-labels",
    description =
        "Find photos for training and validation that seem to have a wrong label, for a person to"
            + " look at. Changes nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer check-labels --data dataset --out dataset-labels",
      "  greengrocer check-labels --data dataset --model runs/first/model --out dataset-labels",
      "",
      "The model gives features only, so its labels may be others than those of the data. Photos",
      "for testing are left alone."
    })
public final class CheckLabelsCommand implements Callable<Integer> {

  private static final int PAIRS = 10;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private PreparedDataOption data = new PreparedDataOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the page, the table and the JSON.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Override
  public Integer call() {
    ModelBundle bundle = ModelBundles.open(model.directory);
    DatasetManifest manifest = DatasetManifests.read(data.directory);
    LabelCheck check = new LabelCheck(bundle, manifest);
    LabelQuestions found;
    try (ReportFolder folder = ReportFolder.open(out, LabelReport.JSON)) {
      try (Progress progress = Progress.start("looking at labels", "photos", check.photos())) {
        found = check.run(progress::reached);
      }
      LabelReport.write(manifest, bundle, found, folder);
      folder.moveIntoPlace();
    }
    print(found);
    return 0;
  }

  private void print(LabelQuestions found) {
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.printf(
        Locale.ROOT,
        "%d of %d labels in question (an estimated %.1f %% of all labels are wrong)%n",
        found.questions().size(),
        found.agreement().trials(),
        100 * found.estimatedErrors());
    for (LabelPair pair : found.pairs().stream().limit(PAIRS).toList()) {
      stdout.printf("  %4d %s: %s?%n", pair.photos(), pair.label(), pair.suggested());
    }
    if (found.skipped() > 0) {
      stdout.printf(
          "%d photos were not judged: their labels have too few photos that are not near-duplicates%n",
          found.skipped());
    }
    stdout.printf("%s%n", out.resolve(LabelReport.PAGE));
    stdout.flush();
  }
}
