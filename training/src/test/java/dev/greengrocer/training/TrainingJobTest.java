package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingJobTest {

  private static final TrainingListener SILENT = new TrainingListener() {};

  @TempDir Path directory;

  @Test
  void leaves_a_whole_run_whose_bundle_names_a_photo() throws IOException {
    DatasetManifest manifest = DrawnDataset.write(directory.resolve("data"));
    Path run = directory.resolve("run");

    TrainingResult result = new TrainingJob(request(run, false, Map.of()), SILENT).run();

    assertThat(result.history().epochs()).hasSize(2);
    assertThat(run.resolve("config.yaml"))
        .content()
        .contains("learning-rate: 0.01", manifest.contentHash(), "processor:", "code-version: 1");
    assertThat(Files.readAllLines(run.resolve("results.csv"))).hasSize(3);
    assertThat(run.resolve("curves.png")).isNotEmptyFile();
    assertThat(run.resolve("checkpoints/epoch-0002")).isDirectory();
    assertThat(run.resolve(".model.unchecked")).doesNotExist();
    ModelBundle bundle = ModelBundles.open(run.resolve("model"));
    assertThat(bundle.description().name())
        .isEqualTo("seed-cnn-" + manifest.contentHash().substring(0, 8));
    Sample lime =
        manifest.samples(Split.VALIDATION).stream()
            .filter(sample -> sample.label().equals("lime"))
            .findFirst()
            .orElseThrow();
    try (Classifier classifier = Models.open(bundle)) {
      assertThat(classifier.classify(new ImageDecoder().decode(manifest.file(lime))).best().label())
          .isEqualTo("lime");
    }
  }

  @Test
  void a_finished_run_is_not_trained_again_but_can_be_exported_again() throws IOException {
    DrawnDataset.write(directory.resolve("data"));
    Path run = directory.resolve("run");
    new TrainingJob(request(run, false, Map.of()), SILENT).run();
    byte[] model = Files.readAllBytes(run.resolve("model/model.onnx"));

    assertThatThrownBy(() -> new TrainingJob(request(run, false, Map.of()), SILENT).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("holds a run already", "--resume");
    assertThatThrownBy(
            () -> new TrainingJob(request(run, true, Map.of("dropout", 0.1)), SILENT).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("dropout was 0.5, not 0.1");

    new TrainingJob(request(run, true, Map.of()), SILENT).run();
    assertThat(run.resolve("model/model.onnx")).hasBinaryContent(model);
  }

  @Test
  void starts_from_the_weights_of_a_bundle() {
    DrawnDataset.write(directory.resolve("data"));
    Path first = directory.resolve("first");
    TrainingResult before = new TrainingJob(request(first, false, Map.of()), SILENT).run();

    TrainingRequest request =
        with(
            request(directory.resolve("second"), false, Map.of("learning-rate", 1e-9)),
            first.resolve("model"));
    TrainingResult after = new TrainingJob(request, SILENT).run();

    // Steps of next to nothing leave the first run's quality.
    assertThat(after.history().best().orElseThrow().validationAccuracy())
        .isEqualTo(before.history().best().orElseThrow().validationAccuracy())
        .isGreaterThan(0.9);
  }

  @Test
  void leaking_splits_are_refused_unless_allowed() {
    DrawnDataset dataset = new DrawnDataset(directory.resolve("data"));
    for (String label : DrawnDataset.NAMES) {
      dataset.add(label, Split.TRAIN, "same-" + label);
      dataset.add(label, Split.VALIDATION, "same-" + label);
    }
    dataset.write();

    TrainingRequest request = request(directory.resolve("run"), false, Map.of());
    assertThatThrownBy(() -> new TrainingJob(request, SILENT).run())
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("3 groups", "same-lime", "--allow-leak");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void labels_without_training_photos_and_an_empty_validation_are_told_together() {
    new DrawnDataset(directory.resolve("data")).add("lime", Split.TRAIN, "1").write();

    TrainingRequest request = request(directory.resolve("run"), false, Map.of());
    assertThatThrownBy(() -> new TrainingJob(request, SILENT).run())
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("2 labels have no photo", "tomato, plum", "validation split");
  }

  @Test
  void an_unreadable_photo_fails_the_run_with_its_name() throws IOException {
    DatasetManifest manifest = DrawnDataset.write(directory.resolve("data"));
    Path photo = manifest.file(manifest.samples(Split.TRAIN).get(7));
    Files.write(photo, List.of("not a photo"));

    TrainingRequest cached = request(directory.resolve("run"), false, Map.of());
    assertThatThrownBy(() -> new TrainingJob(cached, SILENT).run())
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(photo.getFileName().toString());
    // Without the cache a photo is decoded when an epoch needs it: batches of 10 need all 30.
    TrainingRequest uncached =
        without(request(directory.resolve("run2"), false, Map.of("batch-size", 10)));
    assertThatThrownBy(() -> new TrainingJob(uncached, SILENT).run())
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(photo.getFileName().toString());
  }

  @Test
  void a_folder_with_other_things_in_it_is_left_alone() throws IOException {
    DrawnDataset.write(directory.resolve("data"));
    Path run = Files.createDirectory(directory.resolve("run"));
    Files.writeString(run.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> new TrainingJob(request(run, true, Map.of()), SILENT).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("holds no run");
    assertThat(run.resolve("thesis.txt")).hasContent("mine");
  }

  @Test
  void the_augmentation_is_shown_without_training() {
    DrawnDataset.write(directory.resolve("data"));
    Path sheet = directory.resolve("sheet.png");

    AugmentationPreview.write(request(directory.resolve("run"), false, Map.of()), sheet);

    // A batch of 8 is one row of 8 tiles of 32 pixels, with gaps of 4.
    var picture = new ImageDecoder().decode(sheet);
    assertThat(picture.width()).isEqualTo(8 * 36 + 4);
    assertThat(picture.height()).isEqualTo(36 + 4);
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void the_augmentation_is_not_written_over_a_file() throws IOException {
    DrawnDataset.write(directory.resolve("data"));
    Path keep = Files.writeString(directory.resolve("keep.txt"), "mine");

    assertThatThrownBy(
            () ->
                AugmentationPreview.write(request(directory.resolve("run"), false, Map.of()), keep))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("keep.txt: is there already");

    assertThat(keep).hasContent("mine");
  }

  @Test
  void options_that_were_found_for_starting_weights_are_not_taken_without_them() {
    DrawnDataset.write(directory.resolve("data"));
    Path bundle =
        new TrainingJob(request(directory.resolve("first"), false, Map.of()), SILENT)
            .run()
            .bundle()
            .directory();
    Path tuned = directory.resolve("tuned");
    new TrainingJob(with(request(tuned, false, Map.of()), bundle), SILENT).run();
    TrainingRequest again = request(directory.resolve("again"), false, Map.of());
    TrainingRequest fromFile =
        new TrainingRequest(
            again.data(),
            again.run(),
            false,
            new RequestedOptions(Optional.of(tuned.resolve("config.yaml")), Map.of()),
            Optional.empty(),
            Optional.empty(),
            "1");

    assertThatThrownBy(() -> TrainingPlan.of(fromFile))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("config.yaml: that run started from", "first", "add --init");

    assertThat(TrainingPlan.of(with(fromFile, bundle)).origin().init())
        .isEqualTo(bundle.toString());
  }

  @Test
  void a_run_that_starts_from_a_bundle_has_its_network_and_size_unless_told_otherwise() {
    DrawnDataset.write(directory.resolve("data"));
    TrainingRequest first = request(directory.resolve("first"), false, Map.of());
    Path bundle = new TrainingJob(first, SILENT).run().bundle().directory();
    Map<String, Object> flags = Map.of("epochs", 1, "warmup-epochs", 0.0, "threads", 1);

    TrainingPlan plan =
        TrainingPlan.of(with(onlyFlags(directory.resolve("second"), flags), bundle));
    assertThat(plan.config().network()).isEqualTo("seed-cnn");
    assertThat(plan.config().input().inputSize()).isEqualTo(32);

    Map<String, Object> other = new HashMap<>(flags);
    other.put("network", "resnet-tiny");
    plan = TrainingPlan.of(with(onlyFlags(directory.resolve("third"), other), bundle));
    assertThat(plan.config().network()).isEqualTo("resnet-tiny");
    assertThat(plan.config().input().inputSize()).isEqualTo(128);
  }

  @Test
  void weights_of_which_none_fits_the_network_are_refused() {
    DrawnDataset.write(directory.resolve("data"));
    TrainingRequest first = request(directory.resolve("first"), false, Map.of());
    Path bundle = new TrainingJob(first, SILENT).run().bundle().directory();
    Map<String, Object> other = Map.of("network", "resnet-tiny", "input-size", 64, "threads", 1);

    assertThatThrownBy(
            () ->
                new TrainingJob(with(onlyFlags(directory.resolve("run"), other), bundle), SILENT)
                    .run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "fits the body of network 'resnet-tiny' (its first is 'conv1.weight')");
  }

  @Test
  void wrong_starting_weights_leave_the_place_free_for_the_right_ones() {
    DrawnDataset.write(directory.resolve("data"));
    TrainingRequest plain = request(directory.resolve("run"), false, Map.of("epochs", 1));
    Path none = directory.resolve("none.safetensors");

    assertThatThrownBy(() -> new TrainingJob(with(plain, none), SILENT).run())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("none.safetensors");

    assertThat(new TrainingJob(plain, SILENT).run().bundle().directory()).exists();
  }

  @Test
  void a_blend_without_starting_weights_is_refused() {
    DrawnDataset.write(directory.resolve("data"));

    assertThatThrownBy(
            () -> TrainingPlan.of(request(directory.resolve("run"), false, Map.of("blend", 0.3))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("blend is 0.3")
        .hasMessageContaining("--init");
  }

  private TrainingRequest onlyFlags(Path run, Map<String, Object> flags) {
    TrainingRequest request = request(run, false, Map.of());
    return new TrainingRequest(
        request.data(),
        run,
        false,
        RequestedOptions.of(flags),
        Optional.empty(),
        Optional.empty(),
        "1");
  }

  private TrainingRequest request(Path run, boolean resume, Map<String, Object> flags) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "network",
                "seed-cnn",
                "input-size",
                32,
                "epochs",
                2,
                "batch-size",
                8,
                "threads",
                1,
                "precision",
                "fp32",
                "learning-rate",
                0.01,
                "optimizer",
                "sgd",
                "hue",
                0.0));
    all.putAll(Map.of("ema-decay", 0.5));
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

  private static TrainingRequest with(TrainingRequest request, Path init) {
    return new TrainingRequest(
        request.data(),
        request.run(),
        request.resume(),
        request.options(),
        request.name(),
        Optional.of(init),
        request.codeVersion());
  }

  private static TrainingRequest without(TrainingRequest request) {
    return new TrainingRequest(
        new RequestedData(
            request.data().folder(), request.data().allowLeak(), false, request.data().cache()),
        request.run(),
        request.resume(),
        request.options(),
        request.name(),
        request.init(),
        request.codeVersion());
  }
}
