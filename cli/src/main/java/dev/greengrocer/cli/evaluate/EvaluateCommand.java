package dev.greengrocer.cli.evaluate;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.console.ModelOption;
import dev.greengrocer.cli.console.Progress;
import dev.greengrocer.cli.experiment.EvaluationRecord;
import dev.greengrocer.cli.experiment.RecordOption;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.EvaluatedSets;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationDataReader;
import dev.greengrocer.lab.evaluation.EvaluationPart;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.Evaluator;
import dev.greengrocer.lab.evaluation.FurtherSets;
import dev.greengrocer.lab.evaluation.LatencyInTurn;
import dev.greengrocer.lab.evaluation.PairedEvaluator;
import dev.greengrocer.lab.evaluation.QualityRecord;
import dev.greengrocer.lab.evaluation.SetsEvaluator;
import dev.greengrocer.lab.report.ReportFolder;
import dev.greengrocer.lab.report.evaluation.ComparisonSummary;
import dev.greengrocer.lab.report.evaluation.DecisionRow;
import dev.greengrocer.lab.report.evaluation.EvaluationReport;
import dev.greengrocer.lab.report.evaluation.EvaluationWarning;
import dev.greengrocer.lab.report.evaluation.FigureRow;
import dev.greengrocer.lab.report.evaluation.PartRow;
import dev.greengrocer.lab.report.evaluation.SetTable;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
      "  greengrocer evaluate --model runs/1/model --data data/fruit --split validation --out v1",
      "  greengrocer evaluate --model runs/2/model --compare runs/1/model --data data/fruit --out"
          + " c",
      "  greengrocer evaluate --data data/more-fruit --labels-of data/fruit --out parted",
      "  greengrocer evaluate --data data/fruit --also photos/phones photos/web \\",
      "      --unknown photos/packaged --out everywhere",
      "  greengrocer evaluate --data data/fruit --out recorded --data-dir /srv/greengrocer",
      "  greengrocer evaluate --data photos --skip-unknown --out field --json > metrics.json"
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final Clock CLOCK = Clock.systemUTC();

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
      names = "--labels-of",
      paramLabel = "LABELS",
      description =
          "A label file, data set or bundle: also tell the figures for photos of its labels, and"
              + " for all others, by themselves.")
  private @Nullable Path labelsOf;

  @Option(
      names = "--compare",
      paramLabel = "OTHER_BUNDLE",
      description =
          "Also ask another model about the same photos, and tell which of the two may replace the"
              + " other.")
  private @Nullable Path compare;

  @Mixin private OutsideOptions outside = new OutsideOptions();

  @Option(
      names = "--not-produce",
      paramLabel = "DIR",
      description = "The same as --unknown, for one folder; it is the first of them.")
  private @Nullable Path notProduce;

  @Option(
      names = "--record",
      description = "Also write the figures into the bundle and its model card.")
  private boolean record;

  @Mixin private RecordOption books = new RecordOption();

  @Option(names = "--json", description = "Print metrics.json instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    Instant started = CLOCK.instant();
    Optional<ExperimentFolder> recorded = books.folder();
    ModelBundle bundle = ModelBundles.open(model.directory);
    EvaluationData photos =
        new EvaluationDataReader(bundle.labels(), skipUnknown).read(data, split);
    refuseToRecordLeaks(photos);
    FurtherSets further = furtherSets(bundle, photos);
    Optional<LabelSource> apart =
        labelsOf == null ? Optional.empty() : Optional.of(LabelSource.read(labelsOf));
    Optional<Rival> rival = compare == null ? Optional.empty() : Optional.of(rival(compare));
    EvaluationResult result;
    Comparison comparison;
    try (ReportFolder folder = ReportFolder.open(out, EvaluationReport.METRICS)) {
      Optional<Rivals> rivals = rival.map(other -> compare(bundle, photos, other));
      result =
          parted(
              rivals.map(both -> both.results.first()).orElseGet(() -> evaluate(bundle, photos)),
              apart);
      result = result.withSets(evaluate(bundle, photos, further));
      comparison = rivals.isEmpty() ? null : compared(result, rivals.get());
      EvaluationReport.write(result, comparison, folder);
      folder.moveIntoPlace();
    }
    if (record) {
      QualityRecord.write(result);
    }
    if (recorded.isPresent()) {
      recorded.get().write(experiment(result, started));
    }
    print(result, comparison);
    return 0;
  }

  private Experiment experiment(EvaluationResult result, Instant started) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("split", result.data().split());
    options.put("skip-unknown", Boolean.toString(skipUnknown));
    options.put("labels-of", lastName(labelsOf));
    options.put("compare", lastName(compare));
    options.put("also", lastNames(outside.also()));
    options.put("unknown", lastNames(unknown()));
    options.values().removeIf(String::isEmpty);
    return EvaluationRecord.of(
        result,
        new EvaluationRecord.Asked(
            out, options, ProgramVersion.current(), started, CLOCK.instant()));
  }

  /** The last part of a path: the rest may name a person. */
  private static String lastName(@Nullable Path path) {
    return path == null
        ? ""
        : ExperimentFolder.fittedValue(
            String.valueOf(path.toAbsolutePath().normalize().getFileName()));
  }

  private static String lastNames(List<Path> paths) {
    return ExperimentFolder.fittedValue(
        paths.stream().map(EvaluateCommand::lastName).collect(Collectors.joining(", ")));
  }

  private static EvaluationResult parted(EvaluationResult result, Optional<LabelSource> apart) {
    return apart
        .map(by -> result.withParts(EvaluationPart.apart(result, by.name(), by.labels())))
        .orElse(result);
  }

  /** The other model, and the photos by its own names. */
  private record Rival(ModelBundle bundle, EvaluationData photos) {}

  private Rival rival(Path directory) {
    ModelBundle other = ModelBundles.open(directory);
    try {
      return new Rival(
          other, new EvaluationDataReader(other.labels(), skipUnknown).read(data, split));
    } catch (InvalidDatasetException e) {
      throw new InvalidDatasetException("--compare %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** What was measured of both models. */
  private record Rivals(PairedEvaluator.Results results, LatencyInTurn latency) {}

  private static Rivals compare(ModelBundle bundle, EvaluationData photos, Rival rival) {
    try (Classifier here = Models.open(bundle);
        Classifier there = Models.open(rival.bundle)) {
      return new Rivals(
          evaluate(new Evaluator(bundle, here), photos, new Evaluator(rival.bundle, there), rival),
          LatencyInTurn.measure(here, there, photos.photos()));
    }
  }

  private static PairedEvaluator.Results evaluate(
      Evaluator here, EvaluationData photos, Evaluator there, Rival rival) {
    try (Progress progress =
        Progress.start("comparing", "photos", PairedEvaluator.photos(photos, rival.photos))) {
      return new PairedEvaluator(here, there).evaluate(photos, rival.photos, progress::reached);
    }
  }

  private static Comparison compared(EvaluationResult result, Rivals rivals) {
    return Comparison.of(result, rivals.results.second(), rivals.latency);
  }

  private void refuseToRecordLeaks(EvaluationData photos) {
    if (record && photos.leaks().groups() > 0) {
      throw new InvalidDatasetException(
          "%s: leaks between its splits, so its figures do not belong in a model card; prepare it anew or leave --record out"
              .formatted(data));
    }
  }

  private static EvaluationResult evaluate(ModelBundle bundle, EvaluationData photos) {
    try (Classifier classifier = Models.open(bundle);
        Progress progress = Progress.start("evaluating", "photos", photos.photos().size())) {
      return new Evaluator(bundle, classifier).evaluate(photos, progress::reached);
    }
  }

  private FurtherSets furtherSets(ModelBundle bundle, EvaluationData photos) {
    return new FurtherSetsReader(
            bundle.labels(), data, photos.source(), spec.commandLine().getErr())
        .read(outside.also(), unknown());
  }

  /** Folders of unknown photos; the one of {@code --not-produce} first. */
  private List<Path> unknown() {
    return Stream.concat(Stream.ofNullable(notProduce), outside.unknown().stream()).toList();
  }

  private static EvaluatedSets evaluate(
      ModelBundle bundle, EvaluationData photos, FurtherSets further) {
    if (further.isEmpty()) {
      return EvaluatedSets.NONE;
    }
    try (NetworkClassifier classifier = Models.openNetwork(bundle);
        Progress progress =
            Progress.start("all sets", "photos", photos.photos().size() + further.photos())) {
      return new SetsEvaluator(classifier).evaluate(photos, further, progress::reached);
    }
  }

  private void print(EvaluationResult result, @Nullable Comparison comparison) {
    PrintWriter stdout = spec.commandLine().getOut();
    PrintWriter stderr = spec.commandLine().getErr();
    if (json) {
      stdout.print(EvaluationReport.metricsJson(result, comparison));
    } else {
      EvaluationData photos = result.data();
      stdout.printf(
          "%s on %s (%s): %d photos%n%n",
          result.model().name(), photos.name(), photos.split(), photos.photos().size());
      stdout.printf("%-28s %-26s %s%n", "", "strict", "synonyms merged");
      for (FigureRow row : FigureRow.of(result)) {
        stdout.printf("%-28s %-26s %s%n", row.name(), row.strict().text(), row.merged().text());
      }
      printDecisions(result, stdout);
      printParts(result, stdout);
      EvaluatedSetsTable.print(stdout, SetTable.of(result));
      if (comparison != null) {
        print(comparison, stdout);
      }
      stdout.printf(
          "%nRanges are 95 %% intervals. Report: %s%n", out.resolve(EvaluationReport.PAGE));
    }
    stdout.flush();
    EvaluationWarning.of(result)
        .forEach(
            notice ->
                stderr.println(
                    (notice.bad() ? "WARNING: " : "note: ")
                        + notice.title()
                        + " "
                        + notice.text()));
    stderr.flush();
  }

  private static void printDecisions(EvaluationResult result, PrintWriter stdout) {
    List<DecisionRow> rows = DecisionRow.of(result);
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    stdout.printf(
        "%nDecisions, synonyms counted as one%s%n%n",
        result.model().decision().isPresent() ? "" : ", by a rule that was never fitted");
    for (DecisionRow row : rows) {
      String line =
          "%s  %-26s %s"
              .formatted(
                  row.name() + " ".repeat(Math.max(0, Math.max(26, width) - row.name().length())),
                  row.figure().text(),
                  row.count());
      stdout.printf("%s%n", line.stripTrailing());
    }
  }

  private static void printParts(EvaluationResult result, PrintWriter stdout) {
    for (PartRow part : PartRow.of(result)) {
      stdout.printf("%nOf these, %s: %d photos%n%n", part.name(), part.photos());
      stdout.printf(
          "%-28s %-26s %s%n", "accuracy (top-1)", part.strict().text(), part.merged().text());
      stdout.printf("%-28s %-26s %s%n", "accepted", "", part.accepted().text());
      stdout.printf("%-28s %-26s %s%n", "wrong among accepted", "", part.acceptedWrong().text());
    }
  }

  private static void print(Comparison comparison, PrintWriter stdout) {
    ComparisonSummary summary = ComparisonSummary.of(comparison);
    stdout.printf("%nCompared with %s on %d photos%n%n", summary.otherName(), summary.photos());
    stdout.printf(
        "%-28s %10s %10s %10s %10s  %-24s %s%n",
        "",
        "both right",
        "only this",
        "only other",
        "both wrong",
        "difference in points",
        "McNemar p");
    for (ComparisonSummary.Outcome outcome : summary.outcomes()) {
      stdout.printf(
          "%-28s %10d %10d %10d %10d  %-24s %s%n",
          outcome.view(),
          outcome.bothRight(),
          outcome.onlyThis(),
          outcome.onlyOther(),
          outcome.bothWrong(),
          outcome.difference().text(),
          outcome.pValue());
    }
    stdout.printf("%n%-28s %-26s %s%n", "", "this", "other");
    Stream.concat(summary.figures().stream(), Stream.of(ComparisonSummary.speed(comparison)))
        .forEach(
            figure ->
                stdout.printf(
                    "%-28s %-26s %s%n", figure.name(), figure.thisValue(), figure.otherValue()));
    stdout.printf("%n%s%n", summary.verdict());
    summary.remarks().forEach(remark -> stdout.printf("Note: %s%n", remark));
  }
}
