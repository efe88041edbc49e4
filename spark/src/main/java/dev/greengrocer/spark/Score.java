package dev.greengrocer.spark;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program that {@code spark-submit} starts: names the photos of an archive. */
@Command(
    name = "score",
    description =
        "Names the fruit or vegetable in each photo of an archive and writes a row a photo as"
            + " Parquet.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = {
      "  spark-submit --class dev.greengrocer.spark.Score greengrocer-spark-VERSION-job.jar \\",
      "    --input s3a://archive/photos --bundle s3a://archive/model --out s3a://archive/answers",
      "",
      "Started again with the same options, it goes on with what is missing. A photo that cannot",
      "be read is a row with an error."
    })
public final class Score implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(Score.class);

  // As in docs/architecture.md: configuration, model, storage.
  private static final int USAGE = 2;
  private static final int BAD_MODEL = 4;
  private static final int STORAGE = 6;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PHOTOS",
      description =
          "A folder of photos, or a list of them: a text file with a path a line, or a .csv or"
              + " .parquet with the column 'path'. Anywhere that Spark can read: a path, s3a://…")
  @SuppressWarnings("NullAway.Init")
  private String input;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "BUNDLE",
      description = "The model bundle that answers.")
  @SuppressWarnings("NullAway.Init")
  private String bundle;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the Parquet files are written: a new folder, or that of the same run.")
  @SuppressWarnings("NullAway.Init")
  private String out;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "Write the K most probable labels of each photo (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--part-size",
      paramLabel = "N",
      defaultValue = "4000",
      description =
          "Photos in a part, which is one task and one file; fewer where the archive is small"
              + " (default: ${DEFAULT-VALUE}).")
  private int partSize;

  @Option(
      names = "--retry-unreadable",
      description =
          "Score again the parts with photos that could not be read, after what kept them from"
              + " being read is mended.")
  private boolean retryUnreadable;

  /**
   * Scores, and returns when all is written. If it failed, a process of its own ends with the exit
   * code, and a session that others share gets an exception.
   */
  public static void main(String[] arguments) {
    boolean shared = isShared();
    int exitCode =
        new CommandLine(new Score()).setExecutionExceptionHandler(Score::report).execute(arguments);
    if (exitCode != 0 && shared) {
      throw new IllegalStateException("score ended with exit code " + exitCode);
    }
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /**
   * Whether there is a session already: a notebook's or a service's, which is not to be stopped.
   */
  private static boolean isShared() {
    return SparkSession.getDefaultSession().isDefined();
  }

  @Override
  public Integer call() {
    ScoringJob.Request request =
        new ScoringJob.Request(
            input, bundle, out, atLeastOne("--top", top), atLeastOne("--part-size", partSize));
    boolean own = !isShared();
    SparkSession spark = SparkSession.builder().appName("greengrocer score").getOrCreate();
    try {
      ScoringJob job = new ScoringJob(spark, request);
      Summary summary = retryUnreadable ? job.retryUnreadable() : job.run();
      spec.commandLine().getErr().println("greengrocer: " + summary.words());
      return 0;
    } finally {
      if (own) {
        spark.stop();
      }
    }
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new InvalidConfigurationException(option + " " + value + ": must be 1 or more");
    }
    return value;
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (!(failure instanceof GreengrocerException)) {
      throw failure;
    }
    log.debug("score failed", failure);
    command.getErr().println("greengrocer: " + failure.getMessage());
    if (failure instanceof InvalidConfigurationException) {
      return USAGE;
    }
    return failure instanceof InvalidModelException ? BAD_MODEL : STORAGE;
  }
}
