package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.web.doctor.Bucket;
import dev.greengrocer.web.doctor.Doctor;
import dev.greengrocer.web.doctor.Examination;
import dev.greengrocer.web.doctor.PhotoBucket;
import dev.greengrocer.web.doctor.Premises;
import dev.greengrocer.web.server.PhotoPlaceSettings;
import dev.greengrocer.web.server.ServerSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer doctor}: looks at all that a server needs, while one runs or not. */
@Command(
    name = "doctor",
    description =
        "Looks at all that 'serve' needs, with its settings, and says what to do. Changes nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing to do",
      "7:a warning: something should be done soon",
      "8:an error: the server does not start, or loses something"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer doctor",
      "  greengrocer doctor --data-dir /srv/greengrocer --backups /srv/backups",
      "  greengrocer doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--backups",
      paramLabel = "DIR",
      description =
          "Folder in which 'db backup' writes (default: the setting greengrocer.backups).")
  private @Nullable Path backups;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() {
    List<String> faults = options.faults();
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(String.join("\n  ", faults));
    }
    Examination examination = Doctor.of(premises(), Clock.systemUTC()).examine();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(examination.json());
    } else {
      out.print(examination.text());
      out.flush();
    }
    return FailureReport.of(examination.level());
  }

  private Premises premises() {
    ServerEnvironment environment = ServerEnvironment.read(options.settings());
    ServerSettings settings = environment.server();
    return new Premises(
        settings.home(),
        settings.dataDir(),
        settings.model().isEmpty() ? null : Path.of(settings.model()),
        settings.database(),
        environment.text("server.address"),
        environment.number("server.port"),
        environment.group("server.ssl", Ssl.class).orElse(null),
        backups != null ? backups : folder(settings.backups()),
        BucketSettings.of(environment).bucket(),
        photos(environment));
  }

  private static @Nullable PhotoBucket photos(ServerEnvironment environment) {
    PhotoPlaceSettings photos = environment.photos();
    return photos
        .address()
        .map(address -> new Bucket(address, BucketSettings.of(environment).access()))
        .map(place -> new PhotoBucket(place, photos.queue().toBytes()))
        .orElse(null);
  }

  private static @Nullable Path folder(String setting) {
    return setting.isEmpty() ? null : Path.of(setting);
  }
}
