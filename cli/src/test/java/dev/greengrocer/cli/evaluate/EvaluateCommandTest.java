package dev.greengrocer.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.cli.DrawnModel;
import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One model that tells colours apart against one that takes everything for a tomato. */
final class EvaluateCommandTest {

  @TempDir private Path folder;
  private Path colours;
  private Path tomato;
  private Path photos;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write_two_models_and_four_photos() throws IOException {
    colours = DrawnModel.write(Files.createDirectory(folder.resolve("colours")));
    tomato = DrawnModel.writeUnexplained(Files.createDirectory(folder.resolve("tomato")));
    photos = folder.resolve("photos");
    DrawnPhotos.write(photos.resolve("tomato/1.png"), 255, 0, 0);
    DrawnPhotos.write(photos.resolve("tomato/2.png"), 250, 0, 0);
    DrawnPhotos.write(photos.resolve("jalapeño/1.png"), 0, 255, 0);
    DrawnPhotos.write(photos.resolve("blueberry/1.png"), 0, 0, 255);
  }

  @Test
  @Timeout(120)
  void files_that_are_no_photos_are_left_out_and_named() throws Exception {
    DrawnPhotos.write(photos.resolve("tomato/noext"), 255, 0, 0);
    DrawnPhotos.write(photos.resolve("tomato/@eaDir/1.png/SYNOPHOTO_THUMB_XL.png"), 0, 255, 0);
    DrawnPhotos.write(photos.resolve("lost+found/x.png"), 0, 255, 0);
    Files.writeString(photos.resolve("tomato/notes.txt"), "ripe");
    assumeTrue(new ProcessBuilder("mkfifo", photos + "/tomato/pipe").start().waitFor() == 0);

    assertThat(run("--model", "" + colours, "--json")).isZero();

    JsonNode data = new JsonMapper().readTree(out.toString()).get("data");
    assertThat(data.get("photos").asInt()).isEqualTo(5);
    assertThat(data.get("hiddenFiles").asInt()).isEqualTo(2);
    assertThat(data.get("skippedFiles").toString())
        .isEqualTo(
            "[\"tomato/notes.txt (not a photo)\"," + "\"tomato/pipe (a pipe, socket or device)\"]");
    assertThat(err.toString()).contains("2 files outside class folders or no photos skipped");

    assumeTrue(new ProcessBuilder("mkfifo", photos + "/tomato/pipe.jpg").start().waitFor() == 0);
    assertThat(run("--model", "" + colours)).isEqualTo(3);
    assertThat(err.toString()).contains("pipe.jpg");
  }

  @Test
  void numbers_are_the_same_in_every_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(run("--model", "" + colours)).isZero();
    } finally {
      Locale.setDefault(before);
    }
    assertThat(out.toString() + err).contains(": 4 photos").doesNotContainPattern("[٠-٩]");
  }

  @Test
  void a_model_that_knows_next_to_nothing_is_called_so() {
    // It gives every label a third: of four photos it gets the two tomatoes right, as a guess does.
    assertThat(run("--model", "" + tomato)).isZero();
    assertThat(err.toString())
        .contains("WARNING: The model knows next to nothing")
        .contains("right in 50.0 %")
        .contains("Only 4 photos.");
  }

  @Test
  void an_evaluation_is_recorded_in_the_data_directory_of_a_server() throws IOException {
    Path data = Files.createDirectory(folder.resolve("server"));
    assertThat(run("--model", "" + tomato, "--data-dir", "" + data)).isZero();

    ExperimentFolder.Stored stored =
        ExperimentFolder.read(ExperimentFolder.ofServer(data).files().get(0));
    Experiment.Findings found = stored.experiment().findings();

    assertThat(stored.experiment().title().kind()).isEqualTo(Experiment.Kind.EVALUATE);
    assertThat(stored.experiment().origin().data().name()).isEqualTo("photos");
    assertThat(stored.experiment().origin().options()).containsEntry("skip-unknown", "false");
    assertThat(found.model()).isNotNull();
    Evaluation evaluation = Objects.requireNonNull(found.evaluation());
    assertThat(evaluation.photos()).isEqualTo(4);
    assertThat(evaluation.cells())
        .contains(
            new Evaluation.Cell("tomato", "tomato", 2),
            new Evaluation.Cell("jalapeño", "tomato", 1));
    assertThat(found.figures())
        .extracting(Figure::name)
        .startsWith("photos", "top-1 accuracy", "top-5 accuracy");
  }

  @Test
  void a_data_directory_that_is_not_there_ends_it_before_anything_is_measured() {
    Path none = folder.resolve("none");

    assertThat(run("--model", "" + colours, "--data-dir", "" + none)).isEqualTo(2);
    assertThat(err.toString()).contains("--data-dir " + none + ": no such folder");
    assertThat(none).doesNotExist();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void known_labels_and_others_are_told_apart() throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), "labels:\n- name: Tomato\n");

    assertThat(run("--model", "" + colours, "--labels-of", "" + old)).isZero();
    assertThat(out.toString())
        .contains("Of these, labels of old.yaml: 2 photos", "Of these, other labels: 2 photos");
    assertThat(folder.resolve("out/report.html")).content().contains("labels of old.yaml");
    JsonNode parts =
        new JsonMapper().readTree(folder.resolve("out/metrics.json").toFile()).get("parts");
    assertThat(parts.at("/0/strict/top1/trials").asInt()).isEqualTo(2);
    assertThat(parts.at("/1/labels").toString()).isEqualTo("[\"blueberry\",\"jalapeño\"]");
    assertThat(parts.at("/1/merged/top1/hits").asInt()).isEqualTo(2);

    // A bundle's labels are as good as a file's: here they are all that there is.
    assertThat(run("--model", "" + colours, "--labels-of", "" + tomato, "--json")).isZero();
    assertThat(run("--model", "" + colours, "--labels-of", "" + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("not a label file, a prepared data set or a model bundle");
  }

  @Test
  void two_models_are_compared_on_the_same_photos() throws IOException {
    int exitCode = run("--model", "" + colours, "--compare", "" + tomato, "--json");

    assertThat(exitCode).isZero();
    JsonNode comparison = new JsonMapper().readTree(out.toString()).get("comparison");
    assertThat(comparison.at("/strict/bothRight").asInt()).isEqualTo(2);
    assertThat(comparison.at("/strict/onlyThis").asInt()).isEqualTo(2);
    assertThat(comparison.at("/strict/mcNemarPValue").asDouble()).as("2 / 4").isEqualTo(0.5);
    assertThat(comparison.at("/mayReplace").asString()).isEqualTo("neither");
    assertThat(Files.readAllLines(folder.resolve("out/comparison.csv"))).hasSize(3);
    assertThat(folder.resolve("out/latency_in_turn.json")).isNotEmptyFile();
    assertThat(folder.resolve("out/report.html"))
        .content()
        .contains("Against drawn-1 (", "4 photos are too few");
  }

  @Test
  void the_table_shows_counts_figures_and_the_verdict() {
    int exitCode = run("--model", "" + colours, "--compare", "" + tomato);

    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .containsPattern("strict +2 +2 +0 +0 +\\+50\\.0 \\([+0-9.]+ to \\+100\\.0\\) +[=] 0\\.500")
        .containsPattern("accuracy, strict +100\\.0 % +50\\.0 %")
        .containsPattern("size of model\\.onnx +0\\.0 MB")
        .contains("classify a photo (median)", "Neither may replace the other.");
  }

  @Test
  void a_class_that_only_the_other_lacks_is_refused_naming_the_other() throws IOException {
    Path fruit = folder.resolve("apples");
    DrawnPhotos.write(fruit.resolve("apple/1.png"), 255, 0, 0);
    photos = fruit;

    assertThat(run("--model", "" + colours, "--compare", "" + tomato)).isEqualTo(3);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void another_bundle_that_is_not_there_is_told_before_any_work() {
    int exitCode = run("--model", "" + colours, "--compare", "" + folder.resolve("gone"));

    assertThat(exitCode).isEqualTo(4);
    assertThat(err.toString()).contains("gone: no model bundle there").doesNotContain("evaluating");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void photos_without_produce_are_found_at_any_depth_and_counted() throws IOException {
    DrawnPhotos.write(folder.resolve("other/car.png"), 255, 1, 0);
    DrawnPhotos.write(folder.resolve("other/home/chairs/1.png"), 120, 120, 120);

    int exitCode =
        run("--model", "" + colours, "--not-produce", "" + folder.resolve("other"), "--json");

    assertThat(exitCode).isZero();
    JsonNode metrics = new JsonMapper().readTree(out.toString());
    assertThat(metrics.at("/decisions/fitted").asBoolean()).isTrue();
    assertThat(metrics.at("/decisions/accepted/hits").asInt()).isPositive();
    // The red car is taken for a tomato; grey is all three colours alike.
    assertThat(metrics.at("/notProduce/name").asString()).isEqualTo("other");
    assertThat(metrics.at("/notProduce/accepted/hits").asInt()).isEqualTo(1);
    assertThat(metrics.at("/notProduce/shortlisted/hits").asInt()).isEqualTo(1);
    assertThat(metrics.at("/notProduce/accepted/trials").asInt()).isEqualTo(2);
    // The chairs are stranger than all four photos, the car than one and as strange as three.
    assertThat(metrics.at("/notProduce/aurocUnfamiliarity/value").asDouble()).isBetween(0.5, 0.75);
    assertThat(folder.resolve("out/report.html")).content().contains("<th>other<br>");
  }

  @Test
  void a_folder_of_no_produce_is_the_first_of_the_unknown_ones() throws IOException {
    DrawnPhotos.write(folder.resolve("other/car.png"), 253, 0, 0);
    DrawnPhotos.write(folder.resolve("chairs/1.png"), 120, 120, 120);

    int exitCode =
        run(
            "--model",
            "" + colours,
            "--unknown",
            "" + folder.resolve("chairs"),
            "--not-produce",
            "" + folder.resolve("other"),
            "--json");

    assertThat(exitCode).isZero();
    JsonNode metrics = new JsonMapper().readTree(out.toString());
    assertThat(metrics.at("/unknown/0/name").asString()).isEqualTo("other");
    assertThat(metrics.at("/unknown/1/name").asString()).isEqualTo("chairs");
    assertThat(metrics.get("notProduce")).isEqualTo(metrics.at("/unknown/0"));
    assertThat(metrics.at("/unknown/1/allRejected/trials").asInt()).isEqualTo(1);
  }

  @Test
  void every_set_has_its_figures_and_its_curve() throws IOException {
    Path phones = phones();
    DrawnPhotos.write(folder.resolve("other/car.png"), 253, 0, 0);

    assertThat(
            run(
                "--model",
                "" + colours,
                "--also",
                "" + phones,
                "--unknown",
                "" + folder.resolve("other")))
        .isZero();

    assertThat(out.toString())
        .contains("Every set of photos")
        .containsPattern("photos +phones +other")
        .containsPattern("4 photos +3 photos +1 unknown photo\\R")
        .containsPattern("the same, synonyms merged +100\\.0 % \\(\\S+ %\\) +66\\.7 % \\(")
        .containsPattern("AUROC, unfamiliarity +0\\.");
    JsonNode metrics = new JsonMapper().readTree(folder.resolve("out/metrics.json").toFile());
    assertThat(metrics.at("/sets/0/name").asString()).isEqualTo("photos");
    JsonNode set = metrics.at("/sets/1");
    assertThat(set.at("/name").asString()).isEqualTo("phones");
    assertThat(set.at("/merged/hits").asInt()).isEqualTo(2);
    // The tomato that is blue is the least sure: risks 0, 0 and 1 of 3.
    assertThat(set.at("/risk/area/value").asDouble()).isEqualTo(0.111111);
    assertThat(set.at("/risk/excess/value").asDouble()).isZero();
    // What the rule accepts is a point of its curve.
    JsonNode decisions = set.get("decisions");
    assertThat(set.at("/risk/curve").toString())
        .contains(
            "\"accepted\":%d,\"wrong\":%d"
                .formatted(
                    decisions.at("/accepted/hits").asInt(),
                    decisions.at("/acceptedWrong/hits").asInt()));
    assertThat(folder.resolve("out/risk_coverage.png")).isNotEmptyFile();
    assertThat(folder.resolve("out/report.html"))
        .content()
        .contains("Every set of photos", "<th>phones<br>", "Unknown photos have no curve");
  }

  @Test
  void figures_of_further_sets_are_recorded_in_the_model_card() throws IOException {
    assertThat(run("--model", "" + colours, "--also", "" + phones(), "--record")).isZero();

    assertThat(colours.resolve("model-card.md"))
        .content()
        .contains(
            "top-1 accuracy, phones, synonyms merged", "area under risk and coverage, phones");
  }

  @Test
  void photos_that_are_under_evaluation_or_in_another_set_are_left_out_and_told()
      throws IOException {
    Path phones = phones();
    Path more = folder.resolve("more");
    DrawnPhotos.write(more.resolve("tomato/new.png"), 240, 0, 0);
    Files.copy(phones.resolve("tomato/1.png"), more.resolve("tomato/copy.png"));
    Files.copy(photos.resolve("tomato/1.png"), more.resolve("tomato/own.png"));
    DrawnPhotos.write(more.resolve("durian/1.png"), 9, 9, 9);

    assertThat(run("--model", "" + colours, "--also", "" + phones, "" + more, "--json")).isZero();

    assertThat(new JsonMapper().readTree(out.toString()).at("/sets/2/photos").asInt()).isOne();
    assertThat(err.toString())
        .contains(more + ": left out 1 photo that are in --data as well")
        .contains(more + ": left out 1 photo that are there or in a folder before it already")
        .contains(more + ": left out 1 photo of 'durian', which the model does not know")
        .contains("photos is not the data that the model was trained on");
  }

  @Test
  void folders_that_are_no_sets_end_it_before_anything_is_measured() throws IOException {
    Path phones = phones();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path hollow = folder.resolve("hollow");
    Files.createDirectories(hollow.resolve("tomato"));
    Path strange = folder.resolve("strange");
    DrawnPhotos.write(strange.resolve("durian/1.png"), 9, 9, 9);

    assertThat(refused("--also", folder.resolve("nowhere")))
        .contains("--also " + folder.resolve("nowhere") + ": no such folder");
    assertThat(refused("--unknown", folder.resolve("nowhere")))
        .contains("--unknown " + folder.resolve("nowhere") + ": no such folder");
    assertThat(refused("--also", empty)).contains("--also " + empty + ": no class folder found");
    assertThat(refused("--also", hollow))
        .contains("--also " + hollow + ": no photo there; give a folder that holds some");
    assertThat(refused("--unknown", empty)).contains(empty + ": no photo there");
    assertThat(refused("--also", strange))
        .contains("--also " + strange + ": the model knows none of its classes: 'durian'");
    assertThat(refused("--also", phones, phones.resolve("../phones")))
        .contains("../phones: given twice with --also or --unknown; give each folder once");
    assertThat(refused("--also", photos))
        .contains(photos + ": no photo left, because all there were left out");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private String refused(String option, Path... folders) {
    err.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of("--model", "" + colours, option));
    Stream.of(folders).map(Path::toString).forEach(arguments::add);
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isEqualTo(3);
    return err.toString();
  }

  /** Two photos that are named rightly, and a tomato that is taken for a blueberry. */
  private Path phones() throws IOException {
    Path phones = folder.resolve("phones");
    DrawnPhotos.write(phones.resolve("tomato/1.png"), 255, 1, 1);
    DrawnPhotos.write(phones.resolve("tomato/2.png"), 60, 60, 220);
    DrawnPhotos.write(phones.resolve("jalapeño/1.png"), 1, 255, 1);
    return phones;
  }

  @Test
  void a_folder_without_photos_is_no_measure_of_strange_ones() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(run("--model", "" + colours, "--not-produce", "" + empty)).isEqualTo(3);
    assertThat(err.toString()).contains("empty: no photo there");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "evaluate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--data";
    all[arguments.length + 2] = "" + photos;
    all[arguments.length + 3] = "--out";
    all[arguments.length + 4] = "" + folder.resolve("out");
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
