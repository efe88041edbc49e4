package dev.greengrocer.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.DrawnModel;
import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.cli.SpeckledPhoto;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.loop.ConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DistillCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help_has_a_flag_for_every_option_and_examples() {
    assertThat(run("distill", "--help")).isZero();

    ConfigFile.values(ConfigFile.of(Map.of(), DistillationOptions.defaults()))
        .keySet()
        .forEach(key -> assertThat(out.toString()).contains("--" + key + "="));
    assertThat(out.toString())
        .contains("--teacher=BUNDLE", "--unlabelled=FOLDER", "distill --out runs/student --resume");
  }

  @Test
  void a_student_is_trained_and_compared_with_its_teacher_and_a_finished_run_told_again()
      throws IOException {
    Path teacher = DrawnModel.write(Files.createDirectory(folder.resolve("teacher")));
    Path photos = folder.resolve("photos");
    Random random = new Random(1);
    for (int i = 0; i < 14; i++) {
      SpeckledPhoto.write(photos.resolve("tomato/" + i + ".png"), 0, random);
      SpeckledPhoto.write(photos.resolve("jalapeño/" + i + ".png"), 1, random);
      SpeckledPhoto.write(photos.resolve("blueberry/" + i + ".png"), 2, random);
    }
    for (int i = 0; i < 3; i++) {
      SpeckledPhoto.write(folder.resolve("more/" + i + ".png"), i, random);
    }
    Path data = folder.resolve("data");
    assertThat(run("prepare", "" + photos, "--out", "" + data, "--min-side", "16")).isZero();
    Path student = folder.resolve("student");

    int code =
        run(
            "distill",
            "--data",
            "" + data,
            "--teacher",
            "" + teacher,
            "--unlabelled",
            "" + folder.resolve("more"),
            "--out",
            "" + student,
            "--network",
            "seed-cnn",
            "--input-size",
            "32",
            "--epochs",
            "2",
            "--batch-size",
            "8",
            "--threads",
            "1",
            "--precision",
            "fp32",
            "--temperature",
            "1.5");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("model: best epoch", "its teacher on the same", "so the student is");
    ModelBundle bundle = ModelBundles.open(student.resolve("model"));
    assertThat(bundle.provenance().options())
        .containsEntry("temperature", "1.5")
        .containsEntry("hard-share", "0.1");
    assertThat(bundle.provenance().options().get("distilled-from"))
        .isEqualTo("drawn-1 " + ModelBundles.open(teacher).modelSha256().substring(0, 12));
    assertThat(bundle.provenance().options().get("unlabelled-photos")).startsWith("3 ");

    String told = out.toString().substring(out.toString().indexOf("" + student));
    out.getBuffer().setLength(0);
    assertThat(run("distill", "--out", "" + student, "--resume")).isZero();
    assertThat(out).hasToString(told);
  }

  @Test
  void a_missing_teacher_is_a_usage_error_and_one_that_is_no_bundle_exit_code_4()
      throws IOException {
    Path data = folder.resolve("data");
    for (String label : new String[] {"lime", "plum"}) {
      for (int i = 0; i < 8; i++) {
        SpeckledPhoto.write(
            folder.resolve("photos/%s/%d.png".formatted(label, i)),
            i % 3,
            new Random(i + label.hashCode()));
      }
    }
    assertThat(
            run("prepare", "" + folder.resolve("photos"), "--out", "" + data, "--min-side", "16"))
        .isZero();
    String run = "" + folder.resolve("run");

    assertThat(run("distill", "--data", "" + data, "--out", run)).isEqualTo(2);
    assertThat(err.toString()).contains("--teacher");
    assertThat(run("distill", "--data", "" + data, "--out", run, "--teacher", "nowhere"))
        .isEqualTo(4);
    assertThat(err.toString()).contains("nowhere: no model bundle there");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void a_difference_is_told_as_accuracies_are_rounded() {
    assertThat(DistillCommand.points(-0.0136)).isEqualTo("1.4 points below");
    assertThat(DistillCommand.points(0.005)).isEqualTo("0.5 points above");
    assertThat(DistillCommand.points(-0.0004)).isEqualTo("level");
  }

  private int run(String... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
