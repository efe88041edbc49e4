package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.testing.DrawnCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main steps on drawn photos, through the real commands: prepare, train two epochs, evaluate,
 * predict; and how it ends when something is wrong.
 */
final class JourneyIT {

  private static final int PHOTOS_PER_CLASS = 20;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path folder;
  private static Path photos;
  private static Path data;
  private static Path run;
  private static Path bundle;
  private static Path evaluation;

  @BeforeAll
  static void walk() throws IOException {
    photos = DrawnCollection.write(folder.resolve("photos"), PHOTOS_PER_CLASS, 1);
    data = folder.resolve("data");
    run = folder.resolve("run");
    bundle = run.resolve("model");
    evaluation = folder.resolve("evaluation");

    succeeds("prepare", photos, "--out", data, "--split", "60/20/20", "--seed", 42);
    succeeds(
        "train",
        "--data",
        data,
        "--out",
        run,
        "--network",
        "seed-cnn",
        "--epochs",
        2,
        "--batch-size",
        16,
        "--precision",
        "fp32");
    succeeds("evaluate", "--model", bundle, "--data", data, "--out", evaluation);
  }

  @Test
  void data_set_holds_every_photo_once_under_canonical_names() throws IOException {
    List<String> rows = Files.readAllLines(data.resolve("manifest.csv"));

    assertThat(rows).hasSize(1 + 4 * PHOTOS_PER_CLASS);
    assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[1]).distinct())
        .containsExactlyInAnyOrder("corn", "cucumber", "sweet corn", "tomato");
    assertThat(rows.stream().filter(row -> row.contains(",test,"))).hasSize(16);
  }

  @Test
  void run_holds_all_that_is_needed_to_understand_and_to_ship_it() {
    assertThat(run.resolve("config.yaml")).isNotEmptyFile();
    assertThat(run.resolve("results.csv")).content().hasLineCount(3);
    assertThat(run.resolve("curves.png")).isNotEmptyFile();
    assertThat(bundle.resolve("model.onnx")).isNotEmptyFile();
    assertThat(bundle.resolve("bundle.json")).isNotEmptyFile();
    assertThat(bundle.resolve("model-card.md")).isNotEmptyFile();
  }

  @Test
  void evaluation_measures_the_test_split_strict_and_merged() throws IOException {
    JsonNode metrics = JSON.readTree(Files.readString(evaluation.resolve("metrics.json")));

    assertThat(metrics.at("/data/photos").asInt()).isEqualTo(16);
    assertThat(metrics.at("/data/split").asString()).isEqualTo("test");
    assertThat(metrics.at("/model/trainedOn")).isEqualTo(metrics.at("/data/contentHash"));
    assertThat(metrics.at("/strict/classes").asInt()).isEqualTo(4);
    assertThat(metrics.at("/merged/classes").asInt()).as("corn = sweet corn").isEqualTo(3);
    assertThat(metrics.at("/merged/top1/hits").asInt())
        .isGreaterThanOrEqualTo(metrics.at("/strict/top1/hits").asInt());
    assertThat(evaluation.resolve("report.html")).content().contains("sweet corn");
    assertThat(Files.readAllLines(evaluation.resolve("predictions.csv"))).hasSize(17);
  }

  @Test
  void evaluation_of_the_folder_that_was_never_prepared_sees_every_photo() throws IOException {
    Greengrocer result =
        succeeds(
            "evaluate",
            "--model",
            bundle,
            "--data",
            photos,
            "--out",
            folder.resolve("e"),
            "--json");

    assertThat(JSON.readTree(result.out()).at("/data/photos").asInt())
        .isEqualTo(4 * PHOTOS_PER_CLASS);
    assertThat(result.err()).contains("never prepared");
  }

  @Test
  void prediction_agrees_with_the_evaluation() throws IOException {
    String[] evaluated =
        Files.readAllLines(evaluation.resolve("predictions.csv")).get(1).split(",", -1);
    Greengrocer result =
        succeeds("predict", data.resolve(evaluated[0]), "--model", bundle, "--format", "jsonl");
    JsonNode best = JSON.readTree(result.out()).at("/predictions/0");

    assertThat(best.get("label").asString()).isEqualTo(evaluated[2]);
    assertThat(best.get("probability").asDouble())
        .isCloseTo(Double.parseDouble(evaluated[3]), within(1e-4));
  }

  /**
   * A shell turns {@code photos/*.jpg} into thousands of characters; native code must bear them.
   */
  @Test
  void hundreds_of_photos_on_the_command_line_are_all_named() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            GreengrocerCommand.class.getName(),
            "predict",
            "--model",
            bundle.toString(),
            "--format",
            "jsonl"));
    command.addAll(Collections.nCopies(400, photos.resolve("corn/photo-000.jpg").toString()));
    Path answers = folder.resolve("answers.jsonl");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(answers.toFile())
            .redirectError(folder.resolve("answers.log").toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(Files.readAllLines(answers)).isNotEmpty().allMatch(row -> row.contains("corn"));
  }

  @Test
  void bad_photo_is_a_row_for_predict_and_the_end_for_evaluate() throws IOException {
    Path mixed = DrawnCollection.write(folder.resolve("mixed"), 1, 9);
    Files.writeString(mixed.resolve("corn/notes.jpg"), "not a photo");
    Greengrocer predict = Greengrocer.run("predict", mixed, "--model", bundle, "--format", "jsonl");
    Greengrocer evaluate =
        Greengrocer.run(
            "evaluate", "--model", bundle, "--data", mixed, "--out", folder.resolve("m"));

    assertThat(predict.exitCode()).isEqualTo(3);
    assertThat(predict.out().lines()).hasSize(5);
    assertThat(evaluate.exitCode()).isEqualTo(3);
    assertThat(evaluate.err()).contains("notes.jpg");
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @Test
  void leaking_data_set_is_refused_by_train_and_told_by_evaluate() throws IOException {
    Path leaky = folder.resolve("leaky-photos");
    for (String split : List.of("train", "validation", "test")) {
      DrawnCollection.write(leaky.resolve(split), 6, 3);
    }
    Path leakyData = folder.resolve("leaky");
    succeeds("prepare", leaky, "--out", leakyData, "--keep-splits");
    Greengrocer train =
        Greengrocer.run("train", "--data", leakyData, "--out", folder.resolve("leaky-run"));
    Greengrocer evaluate =
        succeeds("evaluate", "--model", bundle, "--data", leakyData, "--out", folder.resolve("l"));

    assertThat(train.exitCode()).isEqualTo(3);
    assertThat(train.err()).contains("--allow-leak");
    assertThat(evaluate.err()).contains("leaks");
    assertThat(folder.resolve("l/report.html")).content().contains("This data set leaks");
  }

  @Test
  void every_failure_has_its_exit_code_and_names_what_is_wrong() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    for (String file : List.of("model.onnx", "bundle.json", "model-card.md")) {
      Files.copy(bundle.resolve(file), broken.resolve(file));
    }
    byte[] onnx = Files.readAllBytes(broken.resolve("model.onnx"));
    onnx[onnx.length / 2] ^= 1;
    Files.write(broken.resolve("model.onnx"), onnx);
    Path gone = folder.resolve("gone");
    Path out = folder.resolve("never");

    Map<List<Object>, Integer> expected =
        Map.of(
            List.of("prepare", gone, "--out", out), 3,
            List.of("train", "--data", gone, "--out", out), 3,
            List.of("evaluate", "--model", bundle, "--data", gone, "--out", out), 3,
            List.of("evaluate", "--model", gone, "--data", data, "--out", out), 4,
            List.of("evaluate", "--model", broken, "--data", data, "--out", out), 4,
            List.of("evaluate", "--model", bundle, "--data", data, "--out", photos), 2,
            List.of("evaluate", "--model", bundle, "--data", data, "--split", "tset"), 2,
            List.of("predict", photos, "--model", broken), 4,
            List.of("predict", photos, "--top", 0, "--model", bundle), 2);
    expected.forEach(
        (arguments, exitCode) -> {
          Greengrocer result = Greengrocer.run(arguments.toArray());
          assertThat(result.exitCode()).as("%s: %s", arguments, result.err()).isEqualTo(exitCode);
          assertThat(result.err()).as("%s", arguments).isNotBlank();
        });
    assertThat(out).doesNotExist();
  }

  private static Greengrocer succeeds(Object... arguments) {
    Greengrocer result = Greengrocer.run(arguments);
    assertThat(result.exitCode()).as("%s: %s", List.of(arguments), result.err()).isEqualTo(0);
    return result;
  }
}
