package dev.greengrocer.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

  private static final RunOrigin ORIGIN =
      new RunOrigin(
          "n", "/data", "abc", "", "1", "2026-11-23T00:00:00Z", Map.of("cores", "2"), null);

  @TempDir Path directory;

  @Test
  void what_is_written_is_read_again() {
    TrainingConfig config =
        ConfigFile.of(Map.of("network", "seed-cnn", "learning-rate", 0.05, "optimizer", "sgd"));
    Path file = directory.resolve("config.yaml");

    ConfigFile.write(file, config, ORIGIN);

    assertThat(ConfigFile.read(file, Map.of())).isEqualTo(config);
    assertThat(ConfigFile.origin(file)).isEqualTo(ORIGIN);
  }

  @Test
  void the_file_keeps_its_sections_and_the_order_of_its_keys() throws IOException {
    Path file = directory.resolve("config.yaml");

    ConfigFile.write(file, ConfigFile.of(Map.of("network", "seed-cnn")), ORIGIN);

    assertThat(
            Files.readAllLines(file).stream()
                .map(line -> line.replaceAll(":.*", ""))
                .takeWhile(line -> !line.equals("run")))
        .containsExactly(
            "network",
            "epochs",
            "batch-size",
            "early-stopping",
            "seed",
            "threads",
            "loader-threads",
            "precision",
            "input",
            "  input-size",
            "  train-size",
            "  resize",
            "optimization",
            "  optimizer",
            "  momentum",
            "  beta2",
            "  weight-decay",
            "  ema-decay",
            "  dropout",
            "  label-smoothing",
            "  class-balance",
            "rate",
            "  schedule",
            "  learning-rate",
            "  warmup-epochs",
            "  final-share",
            "  step-every",
            "  step-factor",
            "  plateau-patience",
            "  plateau-factor",
            "transfer",
            "  head-epochs",
            "  head-factor",
            "  frozen-convolutions",
            "  blend",
            "augmentation",
            "  crop-scale",
            "  crop-ratio",
            "  flip",
            "  rotation",
            "  shear",
            "  affine-probability",
            "  brightness",
            "  contrast",
            "  saturation",
            "  hue",
            "  blur",
            "  jpeg-noise",
            "  erasing",
            "  mixup",
            "  cutmix",
            "  mix-probability",
            "world",
            "  zoom-out",
            "  pile",
            "  white-balance",
            "  haze",
            "  low-resolution");
  }

  @Test
  void flags_override_the_file_and_the_file_overrides_defaults() throws IOException {
    Path file = directory.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        network: seed-cnn
        epochs: 7
        rate:
          learning-rate: 0.5
        """);

    TrainingConfig config = ConfigFile.read(file, Map.of("epochs", 9));

    assertThat(config.network()).isEqualTo("seed-cnn");
    assertThat(config.loop().epochs()).isEqualTo(9);
    assertThat(config.rate().learningRate()).isEqualTo(0.5);
    assertThat(config.loop().batchSize()).isEqualTo(32);
  }

  @Test
  void sizes_follow_the_input_size_unless_given() {
    // 8/7 of 112 is 128.
    InputOptions input = ConfigFile.of(Map.of("input-size", 112)).input();
    assertThat(input).isEqualTo(new InputOptions(112, 112, 128));

    input = ConfigFile.of(Map.of("input-size", 112, "train-size", 96, "resize", 120)).input();
    assertThat(input).isEqualTo(new InputOptions(112, 96, 120));
  }

  @Test
  void every_fault_is_told_at_once() throws IOException {
    Path file = directory.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        epochs: 0
        batch-size: many
        lerning-rate: 1
        rate:
          schedule: zigzag
        optimization:
          dropout: 1.5
        """);

    assertThatThrownBy(() -> ConfigFile.read(file, Map.of("mixup", -1)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(
            "bad.yaml",
            "6 faults",
            "epochs is 0 but must be from 1 to 100000",
            "batch-size is \"many\" but must be a whole number",
            "there is no option 'lerning-rate'",
            "schedule is \"zigzag\" but must be one of constant, step, cosine, plateau",
            "dropout is 1.5 but must be at least 0 and below 1",
            "mixup is -1 but must be from 0 to 1");
  }

  @Test
  void an_unknown_network_is_named_with_those_there_are() {
    assertThatThrownBy(() -> ConfigFile.of(Map.of("network", "resnet-900")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("resnet-900", "seed-cnn");
  }
}
