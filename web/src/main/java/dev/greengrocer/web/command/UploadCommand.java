package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.s3.BucketBackups;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer db upload}: sends a backup to a bucket, and deletes the oldest there. */
@Command(
    name = "upload",
    description =
        "Sends a backup to a bucket of S3: its photos once, its database, and last its description,"
            + " without which it is none. Then all but the newest backups there are deleted.",
    mixinStandardHelpOptions = true)
final class UploadCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "What 'backup' wrote.")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "s3://BUCKET/PREFIX (default: the setting greengrocer.bucket.address).")
  private @Nullable String address;

  @Option(
      names = "--keep",
      paramLabel = "COUNT",
      description = "How many backups stay there (default: the setting greengrocer.bucket.keep).")
  private @Nullable Integer keep;

  @Override
  public Integer call() {
    BucketSettings settings = BucketSettings.read();
    int stay = keep == null ? settings.keep() : keep;
    if (stay < 1) {
      throw new InvalidConfigurationException("--keep %d: must be 1 or more".formatted(stay));
    }
    send(settings, folder, address, stay, spec.commandLine().getOut());
    return 0;
  }

  /** Sends a backup and says so. */
  static void send(
      BucketSettings settings, Path folder, @Nullable String address, int keep, PrintWriter out) {
    try (BucketBackups bucket = settings.open(address)) {
      BucketBackups.Uploaded sent = bucket.upload(folder);
      out.printf(
          "%s: %d photos and the database; %d files of photos were new%n",
          sent.address(), sent.photos(), sent.filesSent());
      BucketBackups.Forgotten forgotten = bucket.forgetAllBut(keep, Clock.systemUTC().instant());
      if (forgotten.backups() > 0) {
        out.printf("%d older backups deleted; the newest %d stay%n", forgotten.backups(), keep);
      }
      forgotten
          .uncounted()
          .forEach(words -> out.printf("%s; that backup stays, and does not count%n", words));
    }
  }
}
