package dev.greengrocer.cli.dataset;

import dev.greengrocer.lab.dataset.DatasetOrigin;
import dev.greengrocer.lab.dataset.prepare.DatasetPreparer;
import dev.greengrocer.lab.dataset.prepare.DatasetReport;
import dev.greengrocer.lab.dataset.prepare.DatasetReportFile;
import dev.greengrocer.lab.dataset.prepare.PrepareOptions;
import dev.greengrocer.lab.dataset.prepare.SplitPlan;
import dev.greengrocer.lab.dataset.source.PhotoLimits;
import dev.greengrocer.lab.report.dataset.DatasetPage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer prepare}: photo collections to a data set that can be trusted. */
@Command(
    name = "prepare",
    description = "Turns folders or zips of photos into a checked, deduplicated, split data set.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer prepare photos --out data/fruit",
      "  greengrocer prepare photos.zip more --out data/fruit --split 70/15/15 --seed 7",
      "  greengrocer prepare published --out data/leaky --keep-splits"
    })
public final class PrepareCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SOURCE",
      arity = "1..*",
      description =
          "A folder of class folders, a folder of train/validation/test folders of class folders,"
              + " a folder of such folders, or a zip of any.")
  @SuppressWarnings("NullAway.Init")
  private List<Path> sources;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder that will hold the data set.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @ArgGroup private SplitChoice splitChoice = new SplitChoice();

  /** At most one of them. */
  static final class SplitChoice {
    @Option(
        names = "--split",
        paramLabel = "T/V/T",
        description = "Train/validation/test in percent (80/10/10 unless told otherwise).")
    private String shares = "80/10/10";

    @Option(
        names = "--keep-splits",
        description = "Keep the published split folders, leaks and all.")
    private boolean keepSplits;

    @Option(
        names = "--split-file",
        paramLabel = "CSV",
        description =
            "Take label, group and split from a CSV (path,label,group,split[,sha256]; paths are"
                + " relative to its folder).")
    private @Nullable Path splitFile;

    SplitPlan plan() {
      if (splitFile != null) {
        return new SplitPlan.FromFile(splitFile);
      }
      return keepSplits ? new SplitPlan.Published() : SplitPlan.Shares.parse(shares);
    }
  }

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "N",
      description = "Seed of the split (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Label file (YAML) with names, aliases and groups; without it, the built-in kinds have"
              + " theirs, and other class names become labels as they are.")
  private @Nullable Path labels;

  @Option(
      names = "--min-side",
      defaultValue = "32",
      paramLabel = "PX",
      description = "Reject photos with a shorter side (${DEFAULT-VALUE}).")
  private int minSide;

  @Option(
      names = "--max-aspect",
      defaultValue = "8",
      paramLabel = "RATIO",
      description = "Reject photos that are longer than this many times their width (8).")
  private double maxAspect;

  @Option(
      names = "--max-pixels",
      defaultValue = "50000000",
      paramLabel = "N",
      description = "Reject photos with more pixels, undecoded (${DEFAULT-VALUE}).")
  private long maxPixels;

  @Option(
      names = "--compare-groups",
      paramLabel = "CSV",
      description = "Count how the near-duplicates found agree with the groups of a CSV.")
  private @Nullable Path compareGroups;

  @Option(
      names = "--license",
      paramLabel = "URL",
      description = "Licence of the photos, for the Croissant description: a URL or an SPDX name.")
  private @Nullable String license;

  @Option(
      names = "--cite-as",
      paramLabel = "TEXT",
      description = "How to cite the photos, for the Croissant description.")
  private @Nullable String citeAs;

  @Option(
      names = "--date-published",
      paramLabel = "YYYY-MM-DD",
      description = "When the photos were published (the day of the newest file).")
  private @Nullable LocalDate datePublished;

  @Option(names = "--force", description = "Replace the data set that lies in DIR.")
  private boolean force;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrepareOptions options =
        new PrepareOptions(
            sources,
            out,
            force,
            Optional.ofNullable(labels),
            splitChoice.plan(),
            seed,
            new PhotoLimits(minSide, maxAspect, maxPixels),
            Optional.ofNullable(compareGroups),
            new DatasetOrigin(
                Optional.ofNullable(license),
                Optional.ofNullable(citeAs),
                Optional.ofNullable(datePublished)));
    DatasetReport report = prepare(options);
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      stdout.print(DatasetReportFile.json(report.summary()));
    } else {
      PrepareSummary.print(report.summary(), out, stdout);
    }
    stdout.flush();
    PrintWriter stderr = spec.commandLine().getErr();
    report.summary().warnings().forEach(warning -> stderr.println("note: " + warning));
    stderr.flush();
    return 0;
  }

  private static DatasetReport prepare(PrepareOptions options) {
    try (PrepareProgress progress = new PrepareProgress()) {
      return new DatasetPreparer(progress, new DatasetPage()).prepare(options);
    }
  }
}
