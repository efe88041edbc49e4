package dev.greengrocer.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.DrawnModel;
import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.cli.SpeckledPhoto;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ensemble} and {@code quantize}, one after the other. */
final class QuantizeCommandTest {

  @TempDir private Path folder;
  private Path model;
  private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write_a_model_and_prepare_photos() throws IOException {
    model = DrawnModel.writeBackbone(Files.createDirectory(folder.resolve("model")));
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
  }

  @Test
  void two_models_become_one_in_bytes_that_names_photos() throws IOException {
    Path both = folder.resolve("both");
    Path small = folder.resolve("small");

    assertThat(run("ensemble", "" + model, "" + model, "--out", "" + both, "--resize", "9"))
        .isZero();
    assertThat(out.toString()).isEqualTo("%s: 2 models, drawn+drawn%n".formatted(both));
    out.getBuffer().setLength(0);
    assertThat(quantize(both, small, "--name", "small-1", "--photos", "10")).isZero();

    ModelBundle bundle = ModelBundles.open(small);
    assertThat(bundle.name()).isEqualTo("small-1");
    assertThat(bundle.preprocessing().resize()).isEqualTo(9);
    assertThat(bundle.decision()).isPresent();
    assertThat(out.toString())
        .startsWith("%s: measured on ".formatted(small))
        .contains("right, strict         100.0 %  100.0 %")
        .contains("temperature ");
    Path photo = DrawnPhotos.write(folder.resolve("photo.png"), 20, 220, 30);
    assertThat(run("predict", "--model", "" + small, "" + photo)).isZero();
    assertThat(out.toString()).contains("jalapeño");
  }

  @Test
  void a_new_model_is_never_written_over_one_that_it_is_made_of() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), model);
    byte[] network = Files.readAllBytes(model.resolve("model.onnx"));
    for (Path place :
        List.of(model, model.resolve("../" + model.getFileName()), link, model.resolve("inner"))) {
      for (List<String> command :
          List.of(
              List.of("ensemble", "" + model, "" + model),
              List.of("soup", "" + model, "" + model),
              List.of("quantize", "--model", "" + model, "--data", "" + data),
              List.of("fit-head", "--model", "" + model, "--data", "" + data),
              List.of("member", "--model", "" + model, "--number", "1"))) {
        err.getBuffer().setLength(0);
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--out", "" + place));

        assertThat(run(words.toArray(String[]::new))).as(words.toString()).isEqualTo(2);
        assertThat(err.toString()).contains("--out " + place, "give a folder elsewhere");
      }
    }
    assertThat(model.resolve("model.onnx")).hasBinaryContent(network);
    assertThat(model.resolve("inner")).doesNotExist();
  }

  @Test
  void a_model_without_convolutions_is_refused_and_nothing_is_written() throws IOException {
    Path plain = DrawnModel.write(Files.createDirectory(folder.resolve("plain")));
    Path small = folder.resolve("small");

    assertThat(quantize(plain, small)).isEqualTo(4);

    assertThat(err.toString()).contains("nothing of it can count in bytes");
    assertThat(small).doesNotExist();
  }

  private int quantize(Path from, Path to, String... options) {
    String[] arguments = {"quantize", "--model", "" + from, "--data", "" + data, "--out", "" + to};
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return run(all);
  }

  private int run(String... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
