package dev.greengrocer.spark;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One archive, one model, one folder of results: plans, scores what is missing, and counts. */
final class ScoringJob {

  private static final Logger log = LoggerFactory.getLogger(ScoringJob.class);

  private final SparkSession spark;
  private final Request request;
  private final Configuration hadoop;

  ScoringJob(SparkSession spark, Request request) {
    this.spark = spark;
    this.request = request;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /**
   * What is asked for.
   *
   * @param input a folder of photos or a list of them
   * @param bundle the folder of the model bundle
   * @param out the folder of the results
   * @param top how many labels a row holds
   * @param partSize photos in a part, at most and on average
   */
  record Request(String input, String bundle, String out, int top, int partSize) {}

  /**
   * Scores every photo that has no row yet.
   *
   * @throws dev.greengrocer.InvalidConfigurationException if there are no photos, or the folder
   *     holds another run's results
   * @throws dev.greengrocer.InvalidModelException if the bundle is broken
   * @throws dev.greengrocer.StorageException if something cannot be read or written; started again,
   *     it goes on where it ended
   */
  Summary run() {
    BundleFiles bundle = BundleFiles.read(request.bundle(), hadoop);
    OutFolder out = OutFolder.open(request.out(), hadoop);
    Plan plan = plan(out, bundle);
    out.removeWork();
    List<Plan.Part> missing = out.missing(plan.parts());
    log.info(
        "{} photos in {} parts, of which {} are to be scored",
        plan.photos(),
        plan.parts().size(),
        missing.size());
    if (!missing.isEmpty()) {
      new PartRunner(spark, plan, out, new PartScorer(spark, bundle, request.top())).run(missing);
      out.removeWork();
    }
    Summary summary = Summary.of(spark, out, plan);
    out.markWhole();
    return summary;
  }

  /** Scores again every part that holds a photo that could not be read, and what is missing. */
  Summary retryUnreadable() {
    OutFolder out = OutFolder.open(request.out(), hadoop);
    if (out.description().isPresent()) {
      List<String> files = Summary.filesWithUnreadable(spark, out);
      log.info("{} parts hold photos that could not be read", files.size());
      // The bundle and the options are looked at before anything is taken away.
      plan(out, BundleFiles.read(request.bundle(), hadoop));
      out.remove(files);
    }
    return run();
  }

  private Plan plan(OutFolder out, BundleFiles bundle) {
    RunDescription wanted =
        RunDescription.of(PhotoSource.identity(request.input(), hadoop), bundle, request.top());
    Optional<RunDescription> begun = out.description();
    if (begun.isPresent()) {
      begun.get().requireSame(wanted, request.out());
      return Plan.read(spark, out);
    }
    PhotoSource photos = PhotoSource.of(request.input(), hadoop);
    photos.requireOutside(out);
    return Plan.make(spark, photos, out, request.partSize(), wanted);
  }
}
