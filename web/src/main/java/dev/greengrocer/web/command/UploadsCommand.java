package dev.greengrocer.web.command;

import dev.greengrocer.s3.BucketBackups;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer db uploads}: the whole backups of a bucket, the newest first. */
@Command(
    name = "uploads",
    description = "Lists the whole backups of a bucket, the newest first.",
    mixinStandardHelpOptions = true)
final class UploadsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "s3://BUCKET/PREFIX (default: the setting greengrocer.bucket.address).")
  private @Nullable String address;

  @Override
  public Integer call() {
    try (BucketBackups bucket = BucketSettings.read().open(address)) {
      BucketBackups.Listing there = bucket.list();
      for (BucketBackups.Listed backup : there.backups()) {
        spec.commandLine()
            .getOut()
            .printf(
                "%s: %.1f MB of database, %d photos%n",
                backup.address(), backup.databaseBytes() / 1e6, backup.photos());
      }
      there.damaged().forEach(spec.commandLine().getErr()::println);
      if (there.backups().isEmpty()) {
        spec.commandLine().getErr().println("There is no whole backup.");
      }
      return 0;
    }
  }
}
