package dev.greengrocer.cli;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Split;
import dev.greengrocer.evaluation.EvaluationData;
import dev.greengrocer.evaluation.EvaluationDataReader;
import dev.greengrocer.evaluation.EvaluationResult;
import dev.greengrocer.evaluation.Evaluator;
import dev.greengrocer.evaluation.QualityRecord;
import dev.greengrocer.inference.OnnxClassifier;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.report.EvaluationReport;
import dev.greengrocer.report.FigureRow;
import dev.greengrocer.report.Notice;
import dev.greengrocer.report.ReportFolder;
import dev.greengrocer.report.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer evaluate}: how good a model is on photos whose names are known. */
@Command(
    name = "evaluate",
    description = "Measures a model on a prepared data set or on plain folders of photos.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer evaluate --data data/fruit --out evaluation",
      "  greengrocer evaluate --model runs/1/bundle --data data/fruit --split validation --out v1",
      "  greengrocer evaluate --data photos --skip-unknown --out field --json > metrics.json"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A data set made by prepare, or a plain folder of class folders.")
  @SuppressWarnings("NullAway.Init")
  private Path data;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      converter = SplitConverter.class,
      description =
          "train, validation or test (default: ${DEFAULT-VALUE}); a folder without split folders is"
              + " taken whole.")
  @SuppressWarnings("NullAway.Init")
  private Split split;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the figures, tables, plots and the report.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Option(
      names = "--skip-unknown",
      description = "Leave out and list classes that the model does not know.")
  private boolean skipUnknown;

  @Option(
      names = "--record",
      description = "Also write the figures into the bundle and its model card.")
  private boolean record;

  @Option(names = "--json", description = "Print metrics.json instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    ModelBundle bundle = ModelBundles.open(model.directory);
    EvaluationData photos =
        new EvaluationDataReader(bundle.labels(), skipUnknown).read(data, split);
    refuseToRecordLeaks(photos);
    EvaluationResult result;
    try (ReportFolder folder = ReportFolder.open(out, EvaluationReport.METRICS);
        OnnxClassifier classifier = OnnxClassifier.open(bundle)) {
      result = evaluate(bundle, classifier, photos);
      EvaluationReport.write(result, folder);
      folder.moveIntoPlace();
    }
    if (record) {
      QualityRecord.write(result);
    }
    print(result);
    return 0;
  }

  private void refuseToRecordLeaks(EvaluationData photos) {
    if (record && photos.leaks().groups() > 0) {
      throw new InvalidDatasetException(
          "%s: leaks between its splits, so its figures do not belong in a model card; prepare it anew or leave --record out"
              .formatted(data));
    }
  }

  private static EvaluationResult evaluate(
      ModelBundle bundle, OnnxClassifier classifier, EvaluationData photos) {
    try (Progress progress = Progress.start("evaluating", "photos", photos.photos().size())) {
      return new Evaluator(bundle, classifier).evaluate(photos, progress::reached);
    }
  }

  private void print(EvaluationResult result) {
    PrintWriter stdout = spec.commandLine().getOut();
    PrintWriter stderr = spec.commandLine().getErr();
    if (json) {
      stdout.print(EvaluationReport.metricsJson(result));
    } else {
      EvaluationData photos = result.data();
      stdout.printf(
          "%s on %s (%s): %d photos%n%n",
          result.model().name(), photos.name(), photos.split(), photos.photos().size());
      stdout.printf("%-28s %-26s %s%n", "", "strict", "synonyms merged");
      for (FigureRow row : FigureRow.of(result)) {
        stdout.printf("%-28s %-26s %s%n", row.name(), words(row.strict()), words(row.merged()));
      }
      stdout.printf(
          "%nRanges are 95 %% intervals. Report: %s%n", out.resolve(EvaluationReport.PAGE));
    }
    stdout.flush();
    Notice.of(result)
        .forEach(
            notice ->
                stderr.println(
                    (notice.bad() ? "WARNING: " : "note: ")
                        + notice.title()
                        + " "
                        + notice.text()));
    stderr.flush();
  }

  private static String words(Words words) {
    return words.interval().isEmpty()
        ? words.value()
        : "%s (%s)".formatted(words.value(), words.interval());
  }
}
