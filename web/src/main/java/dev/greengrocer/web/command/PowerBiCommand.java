package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.powerbi.PowerBiOptions;
import dev.greengrocer.analytics.powerbi.PowerBiProject;
import dev.greengrocer.analytics.powerbi.PowerBiSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer export power-bi}: a project for Power BI Desktop. It reads no books. */
@Command(
    name = "power-bi",
    description = {
      "Writes a Power BI project: a model with its figures, and a report. It holds no data; Power"
          + " BI reads that from an analytics export or from PostgreSQL."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer export power-bi --out power-bi --data 'C:\\analytics'",
      "  greengrocer export power-bi --out power-bi --data postgres://shop.example/greengrocer"
    })
final class PowerBiCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where it goes; may hold an unchanged project, and nothing else.")
  @SuppressWarnings("NullAway.Init")
  private String place;

  @Option(
      names = "--data",
      paramLabel = "DIR|URL",
      required = true,
      description = {
        "The folder of an analytics export as Power BI Desktop will see it, or"
            + " postgres://HOST/DATABASE. Both can be changed in Power BI."
      })
  @SuppressWarnings("NullAway.Init")
  private String data;

  @Option(
      names = "--app",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "The application, to which rows link (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String app;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "The currency of sales, such as EUR (default: as serve is set).")
  private @Nullable String currency;

  @Override
  public Integer call() {
    Path out = OnThisComputer.path(place);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new InvalidConfigurationException("--out %s: is a file; give a folder".formatted(out));
    }
    PowerBiOptions options =
        new PowerBiOptions(
            PowerBiSource.parse(data),
            app,
            currency(),
            ZoneId.systemDefault(),
            ServerEnvironment.read(Map.of()).fiscal());
    int files = PowerBiProject.write(out, options);
    spec.commandLine()
        .getOut()
        .printf("%s: %d files; README.md says how to open them%n", out, files);
    return 0;
  }

  private Currency currency() {
    String code =
        currency == null
            ? ServerEnvironment.read(Map.of()).text("greengrocer.checkout.currency")
            : currency;
    try {
      return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "--currency %s: must be a code by ISO 4217, such as EUR".formatted(code), e);
    }
  }
}
