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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  void photos_from_elsewhere_are_fitted_on_and_told_set_by_set() throws IOException {
    Path phones = folder.resolve("phones");
    Path berries = folder.resolve("strange/berries");
    Random random = new Random(2);
    for (int i = 0; i < 12; i++) {
      SpeckledPhoto.write(phones.resolve("home/Tomato/" + i + ".png"), 0, random);
      SpeckledPhoto.write(phones.resolve("shop/blueberry/" + i + ".png"), 2, random);
      SpeckledPhoto.write(phones.resolve("shop/durian/" + i + ".png"), 1, random);
      SpeckledPhoto.write(berries.resolve(i + ".png"), 3, random);
      SpeckledPhoto.write(folder.resolve("strange/jalapeno/" + i + ".png"), 1, random);
    }

    assertThat(
            calibrate(
                "--also",
                "" + phones,
                "--unknown",
                "" + berries.getParent(),
                "--accept-error",
                "0.1"))
        .isZero();

    DecisionRule.OpenSet open =
        ModelBundles.open(model).decision().orElseThrow().openSet().orElseThrow();
    assertThat(open.known()).extracting(DecisionRule.FittedOn::samples).containsExactly(24);
    assertThat(open.unknown()).extracting(DecisionRule.FittedOn::data).containsExactly("strange");
    assertThat(open.unknown()).extracting(DecisionRule.FittedOn::samples).containsExactly(12);
    assertThat(model.resolve(ModelBundle.CARD)).content().contains("| phones | 24 |");
    assertThat(out.toString())
        .contains("and on photos from elsewhere")
        .contains("and familiar up to")
        .containsPattern("phones +24 ")
        .containsPattern("fitted without it +24 ")
        .containsPattern("strange +12 ");
    assertThat(err.toString())
        .contains("left out 12 photos of 'durian', which the model does not know")
        .contains("left out 12 photos in folders named after what the model knows: [jalapeno]");
  }

  @Test
  void photos_of_the_models_own_data_set_are_left_out() throws IOException {
    Path phones = folder.resolve("phones");
    Random random = new Random(3);
    SpeckledPhoto.write(phones.resolve("tomato/new.png"), 0, random);
    for (int i = 0; i < 3; i++) {
      Files.copy(
          folder.resolve("photos/tomato/" + i + ".png"), phones.resolve("tomato/" + i + ".png"));
    }

    assertThat(calibrate("--also", "" + phones)).isZero();

    assertThat(err.toString()).contains("left out 3 photos that are in --data as well");
    assertThat(calibrate("--unknown", "" + folder.resolve("nowhere"))).isEqualTo(3);
    assertThat(calibrate("--also", "" + folder.resolve("photos"))).isEqualTo(3);
    assertThat(err.toString()).contains("no photo left, because all there were left out");
  }

  @Test
  void a_photo_counts_once_in_whichever_folders_it_stands() throws IOException {
    Path phones = folder.resolve("phones");
    Path more = folder.resolve("more");
    Random random = new Random(4);
    for (int i = 0; i < 4; i++) {
      SpeckledPhoto.write(phones.resolve("tomato/" + i + ".png"), 0, random);
      SpeckledPhoto.write(more.resolve("blueberry/" + i + ".png"), 2, random);
    }
    Files.copy(phones.resolve("tomato/0.png"), phones.resolve("tomato/again.png"));
    Files.createDirectories(more.resolve("tomato"));
    Files.copy(phones.resolve("tomato/1.png"), more.resolve("tomato/1.png"));

    assertThat(calibrate("--also", "" + phones, "" + more)).isZero();

    DecisionRule.OpenSet open =
        ModelBundles.open(model).decision().orElseThrow().openSet().orElseThrow();
    assertThat(open.known()).extracting(DecisionRule.FittedOn::samples).containsExactly(4, 4);
    assertThat(err.toString())
        .contains(phones + ": left out 1 photo that are there or in a folder before it already")
        .contains(more + ": left out 1 photo that are there or in a folder before it already");

    assertThat(calibrate("--also", "" + phones, "" + phones)).isEqualTo(3);
    assertThat(err.toString()).contains(phones + ": given twice with --also or --unknown");
  }

  @Test
  void a_photo_cannot_show_two_things() throws IOException {
    Path phones = folder.resolve("phones");
    Path strange = folder.resolve("strange");
    SpeckledPhoto.write(phones.resolve("tomato/a.png"), 0, new Random(4));
    Files.createDirectories(strange.resolve("packets"));
    Files.copy(phones.resolve("tomato/a.png"), strange.resolve("packets/b.png"));

    assertThat(calibrate("--also", "" + phones, "--unknown", "" + strange)).isEqualTo(3);

    assertThat(err.toString())
        .contains("a.png is said to show 'tomato'")
        .contains("b.png, the same photo, to show nothing that the model knows");
    assertThat(ModelBundles.open(model).decision().flatMap(DecisionRule::openSet)).isEmpty();
  }

  @Test
  void the_figures_are_there_for_programs() throws IOException {
    Path phones = folder.resolve("phones");
    SpeckledPhoto.write(phones.resolve("tomato/new.png"), 0, new Random(3));

    assertThat(calibrate("--also", "" + phones, "--json")).isZero();

    JsonNode set = new JsonMapper().readTree(out.toString()).path("sets").path(1);
    assertThat(set.path("name").stringValue()).isEqualTo("phones");
    assertThat(set.path("fitted").path("accepted").path("trials").intValue()).isEqualTo(1);
    assertThat(set.path("leftOut").path("acceptedWrongBound").isNumber()).isTrue();
    assertThat(err.toString())
        .contains("WARNING: no rule keeps the 1.00 % of wrong names asked for");
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
