package dev.greengrocer.cli.predict;

import dev.greengrocer.ExitCode;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.cli.console.Caveats;
import dev.greengrocer.cli.console.ModelOption;
import dev.greengrocer.cli.console.PhotoPaths;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.BatchScorer;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.ScoredPhoto;
import dev.greengrocer.lab.dataset.source.LeftOut;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer predict}: names what photos show. */
@Command(
    name = "predict",
    description = "Names the fruit or vegetable in each photo.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer predict photo.jpg",
      "  greengrocer predict photos --top 1",
      "  greengrocer predict 'photos/**/*.jpg' --format csv > predictions.csv",
      "  greengrocer predict photos --explain why",
      "  find photos -name '*.webp' | greengrocer predict - --format jsonl",
      "  greengrocer predict archive --shard 3/8 --format jsonl > answers-3.jsonl",
      "",
      "A photo that cannot be read is a row with an error, and the exit code is 3 at the end."
    })
public final class PredictCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Photos, folders of photos, quoted patterns such as 'photos/**.jpg', or - for paths from"
              + " standard input, one a line.")
  @SuppressWarnings("NullAway.Init")
  private List<String> paths;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "Print the K most probable labels (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private PredictionWriter.Format format;

  @Option(
      names = "--explain",
      paramLabel = "DIR",
      description =
          "Write a picture a photo into DIR: a heat map over the photo that shows what the best"
              + " label rests on.")
  private @Nullable Path explain;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = Shard.Converter.class,
      defaultValue = "1/1",
      description =
          "Answer the I-th of N parts of the photos; N processes with the same paths answer each"
              + " photo once.")
  @SuppressWarnings("NullAway.Init")
  private Shard shard;

  @Override
  public Integer call() {
    if (top < 1) {
      throw new InvalidConfigurationException("--top " + top + ": must be 1 or more");
    }
    PhotoPaths photos = new PhotoPaths(paths, standardInput());
    if (!photos.hasNext()) {
      throw new InvalidConfigurationException(
          "no photos found in %s%s; give photos, folders that hold some, or patterns that match some"
              .formatted(
                  String.join(", ", paths),
                  photos.leftOut().total() == 0 ? "" : ": left out " + photos.leftOut().words()));
    }
    ShardPhotos mine = new ShardPhotos(photos, shard);
    ModelBundle bundle = ModelBundles.open(model.directory);
    Caveats.print(bundle, spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    ImageDecoder decoder = new ImageDecoder();
    try (Classifier classifier = Models.open(bundle);
        PhotoCounter counter = new PhotoCounter()) {
      BatchScorer scorer =
          explain == null
              ? new BatchScorer(classifier, decoder)
              : BatchScorer.explaining(classifier, decoder);
      Explanations explanations =
          explain == null ? null : Explanations.open(explain, paths, decoder);
      PredictionWriter writer = format.writer(out, bundle, top);
      scorer.score(
          mine,
          photo -> {
            writer.write(
                photo,
                explanations != null && photo instanceof ScoredPhoto.Answered answered
                    ? explanations.write(answered)
                    : null);
            checkWritten(out);
            counter.count(photo instanceof ScoredPhoto.Answered);
          });
      if (mine.passed() > 0) {
        spec.commandLine()
            .getErr()
            .printf(
                "greengrocer: shard %s: %d photos, %d are left to other shards%n",
                shard, counter.done(), mine.passed());
      }
      return summary(counter, photos.leftOut());
    }
  }

  // Each photo is sent as soon as it is known. A plain PrintWriter never throws.
  private static void checkWritten(PrintWriter out) {
    if (out.checkError()) {
      throw new StorageException(
          "standard output: the results cannot be written; is the disk full?");
    }
  }

  private int summary(PhotoCounter counter, LeftOut leftOut) {
    PrintWriter err = spec.commandLine().getErr();
    if (leftOut.total() > 0) {
      err.println("greengrocer: left out " + leftOut.words());
    }
    if (counter.failed() > 0) {
      err.printf(
          "greengrocer: %d of %d photos could not be read%n", counter.failed(), counter.done());
    }
    err.flush();
    return counter.failed() > 0 || leftOut.count(LeftOut.Reason.UNREADABLE) > 0
        ? ExitCode.BAD_INPUT
        : 0;
  }

  private static BufferedReader standardInput() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }
}
