package dev.greengrocer.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.DrawnModel;
import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.cli.SpeckledPhoto;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalibrateCommandTest {

  @TempDir private Path folder;
  private Path model;
  private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write_a_model_and_prepare_photos() throws IOException {
    model = DrawnModel.write(Files.createDirectory(folder.resolve("model")));
    data = folder.resolve("data");
    Path photos = folder.resolve("photos");
    Random random = new Random(1);
    for (int i = 0; i < 30; i++) {
      SpeckledPhoto.write(photos.resolve("tomato/" + i + ".png"), 0, random);
      SpeckledPhoto.write(photos.resolve("jalapeño/" + i + ".png"), 1, random);
      SpeckledPhoto.write(photos.resolve("blueberry/" + i + ".png"), 2, random);
    }
    assertThat(run("prepare", "" + photos, "--out", "" + data, "--min-side", "16")).isZero();
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  @Test
  void a_rule_is_written_into_the_bundle_and_told() {
    String weights = ModelBundles.open(model).modelSha256();

    assertThat(calibrate()).isZero();

    ModelBundle calibrated = ModelBundles.open(model);
    DecisionRule rule = calibrated.decision().orElseThrow();
    assertThat(calibrated.modelSha256()).isEqualTo(weights);
    assertThat(rule.fittedOn().split()).isEqualTo("validation");
    assertThat(model.resolve(ModelBundle.CARD)).content().contains("## Decisions");
    assertThat(out.toString())
        .startsWith("drawn-1: fitted on %d validation".formatted(rule.fittedOn().samples()))
        .contains("temperature ")
        .contains("accept from ")
        .contains("too few photos");
    assertThat(err.toString()).contains("is not the data that the model was trained on");
  }

  @Test
  void notes_below_the_card_stay() throws IOException {
    assertThat(calibrate()).isZero();
    Path card = model.resolve(ModelBundle.CARD);
    String notes = "\n## Limits\n\nNot for painted fruit.\n";
    Files.writeString(card, Files.readString(card) + notes);

    assertThat(calibrate("--accept-error", "0.1")).isZero();

    assertThat(card).content().contains("at most 0.1000 of accepted names wrong").endsWith(notes);
  }

  @Test
  void targets_are_asked_for_on_the_command_line() {
    assertThat(calibrate("--coverage", "0.5", "--accept-error", "0.3")).isZero();

    DecisionRule rule = ModelBundles.open(model).decision().orElseThrow();
    assertThat(rule.acceptance().error()).isEqualTo(0.3);
  }

  @Test
  void a_share_outside_its_range_is_a_usage_error_and_changes_nothing() throws IOException {
    byte[] before = Files.readAllBytes(model.resolve(ModelBundle.METADATA));

    assertThat(calibrate("--coverage", "95")).isEqualTo(2);

    assertThat(err.toString()).contains("coverage 95.0: must be above 0 and below 1");
    assertThat(model.resolve(ModelBundle.METADATA)).hasBinaryContent(before);
  }

  @Test
  void data_that_was_never_prepared_is_refused() {
    data = folder.resolve("photos");

    assertThat(calibrate()).isEqualTo(3);
  }

  private int calibrate(String... options) {
    return run(
        Stream.concat(
                Stream.of("calibrate", "--model", "" + model, "--data", "" + data),
                List.of(options).stream())
            .toArray(String[]::new));
  }

  private int run(String... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
