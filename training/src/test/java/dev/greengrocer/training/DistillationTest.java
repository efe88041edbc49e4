package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.loop.BatchMetrics;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DistillationTest {

  private static final LabelSet LABELS = LabelSet.ofNames(DrawnDataset.NAMES);

  /** Long enough to tell red, green and blue apart for sure. */
  private static final Map<String, Object> LONG = Map.of("epochs", 8, "warmup-epochs", 1.0);

  private static final TrainingListener SILENT = new TrainingListener() {};

  @TempDir Path directory;
  private DatasetManifest manifest;

  @BeforeEach
  void draw() {
    manifest = DrawnDataset.write(directory.resolve("data"));
  }

  @Test
  void a_student_learns_from_the_answers_of_its_teacher_alone() {
    ModelBundle teacher =
        new TrainingJob(request(directory.resolve("teacher"), false, LONG), SILENT).run().bundle();
    Map<String, Object> blind = new HashMap<>(LONG);
    blind.put("hard-share", 0.0);
    Path run = directory.resolve("student");

    TrainingResult result =
        new TrainingJob(
                request(run, false, blind)
                    .taughtBy(new DistillationRequest(List.of(teacher.directory()), List.of())),
                SILENT)
            .run();

    TeacherComparison comparison = result.comparison().orElseThrow();
    assertThat(comparison.teachers()).isEqualTo(1);
    assertThat(comparison.photos()).isEqualTo(12);
    assertThat(comparison.teachersAccuracy()).isGreaterThan(0.9);
    assertThat(comparison.agreement()).isGreaterThan(0.9);
    assertThat(result.bundle().provenance().options())
        .containsEntry(
            "distilled-from", teacher.name() + " " + teacher.modelSha256().substring(0, 12))
        .containsEntry("hard-share", "0.0")
        .containsEntry("temperature", "2.0")
        .doesNotContainKey("unlabelled-photos");
    assertThat(run.resolve("config.yaml"))
        .content()
        .contains("distillation:", "hard-share: 0.0", teacher.modelSha256());
    assertThat(directory.resolve("teacher/config.yaml"))
        .content()
        .doesNotContain("hard-share", "teachers", "distillation");
  }

  @Test
  void a_student_learns_photos_that_have_no_label() throws IOException {
    ModelBundle teacher =
        new TrainingJob(request(directory.resolve("teacher"), false, LONG), SILENT).run().bundle();
    // One labelled photo of each kind is too little to learn from; the others have lost theirs.
    DrawnDataset few = new DrawnDataset(directory.resolve("few"));
    Path lost = Files.createDirectories(directory.resolve("lost/deeper"));
    int drawn = 0;
    for (Sample sample : manifest.samples()) {
      if (sample.split() == Split.TRAIN) {
        Files.copy(manifest.file(sample), lost.resolve(drawn++ + ".png"));
      }
    }
    for (String label : DrawnDataset.NAMES) {
      few.add(label, Split.TRAIN, label);
      few.add(label, Split.VALIDATION, label + "-held");
    }
    few.write();
    TrainingRequest student =
        onData(directory.resolve("few"), request(directory.resolve("student"), false, LONG));

    TrainingResult result =
        new TrainingJob(
                student.taughtBy(
                    new DistillationRequest(
                        List.of(teacher.directory()), List.of(directory.resolve("lost")))),
                SILENT)
            .run();

    String origin = result.bundle().provenance().options().get("unlabelled-photos");
    // The pictures drawn at the same places are the same files; they have a label, or are held.
    assertThat(origin).startsWith("28 ");
    assertThat(result.history().epochs()).hasSize(8);
    assertThat(result.comparison().orElseThrow().agreement()).isGreaterThan(0.6);
  }

  @Test
  void a_run_that_is_stopped_and_resumed_ends_as_one_that_was_not() throws IOException {
    DistillationRequest taught =
        new DistillationRequest(
            List.of(teacher("a", LABELS, 1), teacher("b", LABELS, 2)),
            List.of(unlabelled("more", 5)));
    Map<String, Object> options = Map.of("epochs", 3, "mixup", 0.4, "loader-threads", 2);
    Path unbroken = directory.resolve("unbroken");
    new TrainingJob(request(unbroken, false, options).taughtBy(taught), SILENT).run();

    Path broken = directory.resolve("broken");
    assertThatThrownBy(
            () ->
                new TrainingJob(
                        request(broken, false, options).taughtBy(taught), new PowerCut(2, 2))
                    .run())
        .hasMessage("power cut");
    new TrainingJob(again(broken).taughtBy(new DistillationRequest(List.of(), List.of())), SILENT)
        .run();

    assertThat(broken.resolve("model/model.onnx"))
        .hasSameBinaryContentAs(unbroken.resolve("model/model.onnx"));
    assertThat(losses(broken)).isEqualTo(losses(unbroken)).hasSize(4);
  }

  @Test
  void teachers_that_cannot_teach_here_are_refused_before_anything_is_written() throws IOException {
    Path good = teacher("good", LABELS, 1);
    Path other = teacher("other", LabelSet.ofNames(List.of("tomato", "lime", "kiwi")), 2);
    Path copy = teacher("copy", LABELS, 1);
    Path run = directory.resolve("run");
    Path own = teacher("run-to-be/model", LABELS, 3);

    refused(run, List.of(), InvalidConfigurationException.class, "--teacher");
    refused(
        run,
        List.of(good, other),
        InvalidConfigurationException.class,
        "the teacher lacks plum; the data lacks kiwi");
    refused(run, List.of(good, copy), InvalidConfigurationException.class, "teaches twice");
    refused(run, List.of(directory.resolve("nowhere")), InvalidModelException.class, "nowhere");
    refused(
        directory.resolve("run-to-be"),
        List.of(own),
        InvalidConfigurationException.class,
        "lies in the run");
    assertThat(run).doesNotExist();
  }

  @Test
  void folders_without_a_photo_to_learn_from_are_refused() throws IOException {
    Path good = teacher("good", LABELS, 1);
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Files.writeString(empty.resolve("notes.txt"), "none");
    TrainingRequest request = request(directory.resolve("run"), false, Map.of());

    assertThatThrownBy(() -> TrainingPlan.of(request.taughtBy(from(good, empty))))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("empty", "no photo to learn from");
    Path data = directory.resolve("data/photos");
    assertThatThrownBy(() -> TrainingPlan.of(request.taughtBy(from(good, data))))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("42 files are in the data set");
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> TrainingPlan.of(request.taughtBy(from(good, nowhere))))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void a_run_is_resumed_with_its_own_teachers_photos_and_command_only() throws IOException {
    Path good = teacher("good", LABELS, 1);
    Path more = unlabelled("more", 3);
    Path run = directory.resolve("run");
    Map<String, Object> once = Map.of("epochs", 1, "warmup-epochs", 0.0);
    new TrainingJob(request(run, false, once).taughtBy(from(good, more)), SILENT).run();

    Path another = teacher("another", LABELS, 2);
    assertThatThrownBy(
            () ->
                TrainingPlan.of(
                    again(run).taughtBy(new DistillationRequest(List.of(another), List.of()))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("begun with the teachers good", "not with another");
    assertThatThrownBy(() -> TrainingPlan.of(again(run)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("begun by distill");
    Files.delete(more.resolve("1.png"));
    assertThatThrownBy(
            () ->
                TrainingPlan.of(again(run).taughtBy(new DistillationRequest(List.of(), List.of()))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("3 photos without labels, and those found now (2)");
  }

  @Test
  void options_of_teachers_without_teachers_are_refused_and_so_is_the_other_way_round()
      throws IOException {
    Path file = directory.resolve("mine.yaml");
    Files.writeString(file, "network: seed-cnn\ninput-size: 32\nhard-share: 0.5\n");
    TrainingRequest request = request(directory.resolve("run"), false, Map.of());
    TrainingRequest fromFile =
        new TrainingRequest(
            request.data(),
            request.run(),
            false,
            new RequestedOptions(Optional.of(file), Map.of()),
            Optional.empty(),
            Optional.empty(),
            "1");

    assertThatThrownBy(() -> TrainingPlan.of(fromFile))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("hard-share is 0.5", "no teachers");
    Path good = teacher("good", LABELS, 1);
    assertThat(TrainingPlan.of(fromFile.taughtBy(from(good))).config().distillation())
        .isEqualTo(new DistillationOptions(2, 0.5));
    TrainingRequest all = request(directory.resolve("run"), false, Map.of("hard-share", 1.0));
    assertThatThrownBy(() -> TrainingPlan.of(all.taughtBy(from(good))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("hard-share is 1");
  }

  private void refused(
      Path run, List<Path> teachers, Class<? extends GreengrocerException> as, String why) {
    assertThatThrownBy(
            () ->
                new TrainingJob(
                        request(run, false, Map.of())
                            .taughtBy(new DistillationRequest(teachers, List.of())),
                        SILENT)
                    .run())
        .isInstanceOf(as)
        .hasMessageContaining(why);
  }

  private static DistillationRequest from(Path teacher, Path... unlabelled) {
    return new DistillationRequest(List.of(teacher), List.of(unlabelled));
  }

  private Path teacher(String name, LabelSet labels, long seed) throws IOException {
    Path place = directory.resolve(name);
    Files.createDirectories(place.toAbsolutePath().getParent());
    DrawnBackbone.write(place, DrawnBackbone.network(), labels, 0.5, 0.25, seed);
    return place;
  }

  private Path unlabelled(String name, int count) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(name));
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[40 * 32 * 3];
      random.nextBytes(pixels);
      Files.write(
          folder.resolve(i + ".png"), ImageOperations.encodePng(new RgbImage(40, 32, pixels)));
    }
    return folder;
  }

  private static List<String> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("results.csv")).stream()
        .map(row -> row.replaceFirst(",[^,]*,[^,]*$", ""))
        .toList();
  }

  private static TrainingRequest onData(Path data, TrainingRequest request) {
    return new TrainingRequest(
        RequestedData.in(data),
        request.run(),
        false,
        RequestedOptions.of(request.options().flags()),
        Optional.empty(),
        Optional.empty(),
        "1");
  }

  private static TrainingRequest again(Path run) {
    return new TrainingRequest(
        RequestedData.ofRun(),
        run,
        true,
        RequestedOptions.of(Map.of()),
        Optional.empty(),
        Optional.empty(),
        "1");
  }

  private TrainingRequest request(Path run, boolean resume, Map<String, Object> flags) {
    Map<String, Object> all = new HashMap<>();
    all.put("network", "seed-cnn");
    all.put("input-size", 32);
    all.put("epochs", 2);
    all.put("batch-size", 8);
    all.put("threads", 1);
    all.put("precision", "fp32");
    all.put("learning-rate", 0.01);
    all.put("optimizer", "sgd");
    all.put("hue", 0.0);
    all.put("ema-decay", 0.5);
    all.putAll(flags);
    return new TrainingRequest(
        RequestedData.in(directory.resolve("data")),
        run,
        resume,
        RequestedOptions.of(all),
        Optional.empty(),
        Optional.empty(),
        "1");
  }

  /** Stops everything after a step. */
  private record PowerCut(int epoch, int batch) implements TrainingListener {

    @Override
    public void batchEnded(BatchMetrics step) {
      if (step.epoch() == epoch && step.batch() == batch) {
        throw new IllegalStateException("power cut");
      }
    }
  }
}
