package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.s3.BucketPhotos;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer db photos}: moves the photos of a data directory to the bucket of photos. */
@Command(
    name = "photos",
    description =
        "Moves the photos of the data directory to the bucket in which servers keep them, while"
            + " they run. A photo leaves the folder when the bucket has it; give the command again"
            + " after it was interrupted. First start the servers with --photos.",
    mixinStandardHelpOptions = true)
final class PhotosCommand implements Callable<Integer> {

  private static final int TOLD_EACH = 1_000;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private final DataPlace place = new DataPlace();

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "s3://BUCKET/PREFIX (default: the setting greengrocer.photos.bucket).")
  private @Nullable String to;

  @Override
  public Integer call() {
    if (to != null) {
      place.keepPhotosIn(to);
    }
    if (place.photoSettings().address().isEmpty()) {
      throw new InvalidConfigurationException(
          "no bucket is named; give --to s3://BUCKET/PREFIX, or set greengrocer.photos.bucket");
    }
    return place.inDatabase(
        (database, photos) -> {
          move(photos.bucket().orElseThrow());
          photos.eraseInBucket(spec.commandLine().getErr());
          return 0;
        });
  }

  private void move(BucketPhotos bucket) {
    PrintWriter out = spec.commandLine().getOut();
    BucketPhotos.Moved moved =
        bucket.moveFolder(
            done -> {
              if (done % TOLD_EACH == 0) {
                spec.commandLine().getErr().printf("%d files%n", done);
              }
            });
    out.printf("%s: %d photos moved there%n", bucket.elsewhere().orElseThrow(), moved.photos());
    if (moved.left() > 0) {
      out.printf(
          "%d photos to which no answer leads stay in the folder; 'greengrocer db prune' erases"
              + " them%n",
          moved.left());
    }
  }
}
