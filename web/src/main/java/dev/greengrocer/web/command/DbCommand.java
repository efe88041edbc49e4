package dev.greengrocer.web.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.backup.OrphanPhotos;
import dev.greengrocer.ledger.backup.Restore;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.privacy.CustomerErasure;
import dev.greengrocer.ledger.privacy.ErasureFile;
import dev.greengrocer.ledger.privacy.Erasures;
import dev.greengrocer.ledger.privacy.PredictionEraser;
import dev.greengrocer.s3.BucketPhotos;
import dev.greengrocer.s3.S3Address;
import dev.greengrocer.web.account.PasswordReset;
import dev.greengrocer.web.apikey.ApiKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer db}: takes care of the books, while a server runs on them or not. */
@Command(
    name = "db",
    description = "Backs up, restores, checks, moves and prunes the database and the photos.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MigrateCommand.class,
      UploadCommand.class,
      UploadsCommand.class,
      PhotosCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer db backup backups/monday",
      "  greengrocer db backup backups/monday --to s3://my-shop/greengrocer",
      "  greengrocer db restore backups/monday",
      "  greengrocer db restore s3://my-shop/greengrocer",
      "  greengrocer db check",
      "  greengrocer db migrate --to postgresql://greengrocer@localhost/shop",
      "  greengrocer db photos --to s3://my-shop/till",
      "  greengrocer db prune --photos-older-than 30d",
      "  greengrocer db erase-customer '+49 151 23456789'",
      "  greengrocer db reset-password --user admin"
    })
final class DbCommand {

  private static final Clock CLOCK = Clock.systemUTC();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Command(
      description =
          "Copies database and photos into a folder while serving; photos that are there already"
              + " are not copied again.",
      mixinStandardHelpOptions = true)
  int backup(
      @Mixin DataPlace place,
      @Parameters(paramLabel = "FOLDER", description = "Where the copy goes.") Path folder,
      @Option(
              names = "--to",
              paramLabel = "ADDRESS",
              description = "Then sends it there, as 'upload' does: s3://BUCKET/PREFIX.")
          @Nullable String address) {
    place.requireSqlite("back it up with pg_dump, and the photos folder with any copier");
    S3Address to = address == null ? null : S3Address.of(address); // before hours of copying
    Backup.Contents copied = write(place, folder);
    out().printf("%s: %d photos and the database%n", folder, copied.photos());
    Backup.photosElsewhere(folder)
        .ifPresent(
            photos ->
                out()
                    .printf(
                        "the other photos are in %s, which keeps them by itself: they are not in"
                            + " the backup%n",
                        photos));
    if (to != null) {
      BucketSettings settings = BucketSettings.read();
      UploadCommand.send(settings, folder, to.toString(), settings.keep(), out());
    }
    if (!copied.faults().isEmpty()) {
      throw new StorageException(
          "%s: the backup is complete, but %d photos of the data directory are missing or damaged%n  %s"
              .formatted(
                  place.directory(),
                  copied.faults().size(),
                  String.join("%n  ".formatted(), copied.faults())));
    }
    return 0;
  }

  private static Backup.Contents write(DataPlace place, Path folder) {
    if (place.photoSettings().address().isEmpty()) {
      return Backup.write(place.existing(), folder, CLOCK); // also of an earlier version
    }
    return place.inDatabase(
        (database, photos) -> Backup.write(place.existing(), folder, photos.store(), CLOCK));
  }

  @Command(
      description =
          "Puts a backup in the place of the database; refused while a server runs on it. The"
              + " present database is kept beside it.",
      mixinStandardHelpOptions = true)
  int restore(
      @Mixin DataPlace place,
      @Parameters(
              paramLabel = "FOLDER",
              description =
                  "What 'backup' wrote; or s3://BUCKET/PREFIX, whose newest backup it is, or one"
                      + " address of 'uploads'.")
          String from,
      @Option(
              names = "--despite-photos",
              description = "Restores although photos of the backup are missing or damaged.")
          boolean despitePhotos,
      @Option(
              names = "--erasures",
              paramLabel = "FOLDER",
              description =
                  "Erases again, too, what a newer backup or data directory lists as erased, where"
                      + " the present one is lost.")
          @Nullable Path newer) {
    place.requireSqlite("restore it with pg_restore");
    DataDirectory directory = DataDirectory.at(place.directory());
    if (newer != null) {
      new ErasureFile(directory).add(ErasureFile.requireIn(newer).read().values());
    }
    if (S3Address.isMeant(from)) {
      int photos = BucketRestore.of(from, directory, despitePhotos, CLOCK);
      out().printf("%s: %d photos and the database%n", place.directory(), photos);
      return 0;
    }
    int photos = Restore.of(Path.of(from), directory, despitePhotos, CLOCK);
    out().printf("%s: %d photos and the database%n", place.directory(), photos);
    Backup.photosElsewhere(Path.of(from))
        .ifPresent(
            address ->
                out()
                    .printf(
                        "its other photos were in %s: serve with --photos %s, then see with"
                            + " 'greengrocer db check' whether they still are%n",
                        address, address));
    return 0;
  }

  @Command(
      description =
          "Checks the database's own structure, that every total is the sum of its lines, and that"
              + " every kept photo is there, unaltered.",
      mixinStandardHelpOptions = true)
  int check(@Mixin DataPlace place) {
    DataDirectory directory = place.existing();
    return place.inDatabase(
        (database, photos) -> {
          LedgerCheck check =
              new LedgerCheck(
                  JdbcClient.create(database),
                  photos.store(),
                  place.isSqlite(),
                  ApiKeys::unreadable);
          List<String> faults = check.faults();
          out()
              .printf(
                  "%d answers, %d sales, %d kept photos%n",
                  check.answers(), check.sales(), check.photos());
          photos.bucket().ifPresent(this::say);
          if (!faults.isEmpty()) {
            throw new StorageException(
                "%s: %d faults%n  %s"
                    .formatted(
                        directory.path(), faults.size(), String.join("%n  ".formatted(), faults)));
          }
          return 0;
        });
  }

  /** What a check cannot see of photos in a bucket. */
  private void say(BucketPhotos bucket) {
    out()
        .printf(
            "%s: its list was compared, the photos in it were not read; %s%n",
            bucket.elsewhere().orElseThrow(), bucket.stateOfFiles().words());
    if (bucket.erasuresWaiting() > 0) {
      out().printf("%d erased photos may still be in it%n", bucket.erasuresWaiting());
    }
  }

  @Command(
      description = "Erases old photos, old answers, and photos that no answer leads to.",
      mixinStandardHelpOptions = true)
  int prune(
      @Mixin DataPlace place,
      @Option(
              names = "--photos-older-than",
              paramLabel = "AGE",
              description = "Erases photos last sent longer ago, such as 30d; answers stay.")
          @Nullable String photosOlderThan,
      @Option(
              names = "--answers-older-than",
              paramLabel = "AGE",
              description = "Erases answers given longer ago, such as 730d, with their photos.")
          @Nullable String answersOlderThan) {
    DataDirectory directory = place.existing();
    Instant now = CLOCK.instant();
    return place.inDatabase(
        (database, photos) -> {
          JdbcClient client = JdbcClient.create(database);
          AuditLog audit = new AuditLog(client, CLOCK);
          PredictionEraser eraser =
              new PredictionEraser(
                  client,
                  photos.store(),
                  audit,
                  transaction(database),
                  new Erasures(client, directory, CLOCK));
          // First what makes space without the database: it may be full.
          int strays = new OrphanPhotos(client, photos.store()).erase(now);
          out().printf("%d photos that no answer leads to%n", strays);
          if (strays > 0) {
            audit.record(
                Actor.COMMAND_LINE,
                AuditEntry.Kind.PREDICTION,
                "without an answer",
                "photos erased",
                strays + " photos",
                null);
          }
          if (photosOlderThan != null) {
            int erased =
                eraser.erasePhotosBefore(
                    Actor.COMMAND_LINE, now.minus(age("--photos-older-than", photosOlderThan)));
            out().printf("%d photos older than %s%n", erased, photosOlderThan);
          }
          if (answersOlderThan != null) {
            int erased =
                eraser.eraseAnswersBefore(
                    Actor.COMMAND_LINE, now.minus(age("--answers-older-than", answersOlderThan)));
            out().printf("%d answers older than %s%n", erased, answersOlderThan);
          }
          photos.eraseInBucket(spec.commandLine().getErr());
          return 0;
        });
  }

  @Command(
      name = "erase-customer",
      description =
          "Erases a customer's name, mobile number and photos; answers and sales stay without"
              + " them.",
      mixinStandardHelpOptions = true)
  int eraseCustomer(
      @Mixin DataPlace place,
      @Parameters(
              paramLabel = "CUSTOMER",
              description = "A name as it was given, or a mobile number.")
          String customer,
      @Option(
              names = "--region",
              paramLabel = "COUNTRY",
              defaultValue = "",
              description =
                  "Country of phone numbers without a country code (ISO 3166), such as DE.")
          String region) {
    DataDirectory directory = place.existing();
    return place.inDatabase(
        (database, photos) -> {
          SortedMap<String, Integer> rows =
              erase(customer, region, database, directory, photos.store());
          rows.forEach((kind, count) -> out().printf("%d %s%n", count, kind));
          if (!CustomerErasure.found(rows)) {
            spec.commandLine()
                .getErr()
                .println(
                    "No customer is known by that; a name is looked for exactly as it was given.");
          }
          photos.eraseInBucket(spec.commandLine().getErr());
          return 0;
        });
  }

  private static SortedMap<String, Integer> erase(
      String customer,
      String region,
      HikariDataSource database,
      DataDirectory directory,
      PhotoStore photos) {
    try {
      return CustomerErasure.in(
              JdbcClient.create(database),
              transaction(database),
              directory,
              photos,
              region,
              new WriteAheadLog(new JdbcTemplate(database)),
              CLOCK)
          .erase(Actor.COMMAND_LINE, customer);
    } catch (RefusedException e) {
      throw new InvalidConfigurationException("CUSTOMER: " + e.getMessage(), e);
    }
  }

  @Command(
      name = "reset-password",
      description =
          "Gives a user a new one-time password, when no administrator can sign in to do it.",
      mixinStandardHelpOptions = true)
  int resetPassword(
      @Mixin DataPlace place,
      @Option(
              names = "--user",
              paramLabel = "NAME",
              required = true,
              description = "Whose password, such as admin.")
          String user) {
    return place.inDatabase(
        (database, photos) -> {
          String password =
              new PasswordReset(
                      JdbcClient.create(database),
                      transaction(database),
                      DataDirectory.at(place.directory()),
                      CLOCK)
                  .reset(user);
          out().printf("%s%n", password);
          spec.commandLine().getErr().println("It has to be changed at the next sign-in.");
          return 0;
        });
  }

  private static TransactionOperations transaction(DataSource database) {
    return new TransactionTemplate(new JdbcTransactionManager(database));
  }

  private static Duration age(String option, String text) {
    try {
      Duration age = DurationStyle.detectAndParse(text);
      if (!age.isNegative() && !age.isZero()) {
        return age;
      }
    } catch (IllegalArgumentException e) {
      // told below, in the same words as an age that is not above 0
    }
    throw new InvalidConfigurationException(
        "%s %s: must be a time above 0, such as 30d or 12h".formatted(option, text));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
