package dev.greengrocer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.experiment.Experiment.Course;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Experiment.Origin;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.Experiment.Title;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Experiments in files: what was written is read again, and what is damaged says why. */
final class ExperimentFolderTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path data;

  private ExperimentFolder folder() {
    return ExperimentFolder.ofServer(data);
  }

  @Test
  void an_experiment_is_read_as_it_was_written() {
    Experiment training = training(START, "run");
    Experiment evaluation =
        new Experiment(
            Experiment.newId(START.plusSeconds(1)),
            new Title(Kind.EVALUATE, "jalapeño “🍅”", "", null),
            new Course(State.FINISHED, START, START.plusSeconds(9)),
            new Origin(new Named("market", "d".repeat(64)), "seed-cnn", "1.0", Map.of()),
            new Findings(
                new Named("model", "a".repeat(64)),
                List.of(),
                List.of(new Figure("top-1 accuracy", 0.9, 0.8, 0.95), Figure.of("photos", 40)),
                new Evaluation("test", List.of(new Evaluation.Cell("lemon", "tomato", 3)))));

    folder().write(evaluation);
    folder().write(training);

    assertThat(folder().files().stream().map(ExperimentFolder::read))
        .extracting(ExperimentFolder.Stored::experiment)
        .containsExactly(training, evaluation); // the oldest first
    assertThat(List.copyOf(training.origin().options().keySet()))
        .isEqualTo(
            List.copyOf(
                ExperimentFolder.read(folder().files().get(0))
                    .experiment()
                    .origin()
                    .options()
                    .keySet()));
  }

  @Test
  void the_latest_of_a_folder_is_found_and_damaged_files_are_passed_over() throws IOException {
    Experiment first = training(START, "here");
    Experiment second = training(START.plusSeconds(5), "here");
    folder().write(first);
    folder().write(second);
    folder().write(training(START.plusSeconds(9), "elsewhere"));
    Files.writeString(data.resolve("experiments/" + "f".repeat(36) + ".json"), "{");

    assertThat(folder().latest(Kind.TRAIN, "here")).contains(second);
    assertThat(folder().latest(Kind.TUNE, "here")).isEmpty();
  }

  @Test
  void a_data_directory_that_is_not_there_is_refused() {
    Path none = data.resolve("none");

    assertThatThrownBy(() -> ExperimentFolder.ofServer(none))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--data-dir " + none)
        .hasMessageContaining("serve --data-dir");
    assertThat(none).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          \"kind\" : \"train\" ~ \"kind\" : \"bake\" ~ bake
          \"epoch\" : 1 ~ \"epoch\" : 0 ~ epoch 0
          \"trainLoss\" : 2.5 ~ \"trainLoss\" : \"NaN\" ~ no finite number
          \"version\" : 1 ~ \"version\" : 2 ~ upgrade the server
          \"state\" : \"running\" ~ \"state\" : null ~ missing
          \"name\" : \"a training\" ~ \"name\" : null ~ missing
          \"name\" : \"a training\" ~ \"name\" : \"a\\u0000b\" ~ control character
          \"name\" : \"a training\" ~ \"name\" : \"a training\", \"nome\" : 1 ~ nome
          \"started\" : \"2026-11-24T08:00:00Z\" ~ \"started\" : \"+12026-11-24T08:00:00Z\" ~ outside of 1970
          \"format\" : \"greengrocer-experiment\" ~ \"format\" : \"other\" ~ is no experiment
          """)
  void a_file_that_is_damaged_says_what_is_wrong(String from, String to, String why)
      throws IOException {
    folder().write(training(START, "run"));
    Path file = folder().files().get(0);
    String json = Files.readString(file);
    assertThat(json).contains(from);

    Files.writeString(file, json.replace(from, to));

    assertThatThrownBy(() -> ExperimentFolder.read(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  @Test
  void a_file_under_another_name_is_refused() throws IOException {
    folder().write(training(START, "run"));
    Path file = folder().files().get(0);
    Path other = Files.move(file, file.resolveSibling("0".repeat(36) + ".json"));

    assertThatThrownBy(() -> ExperimentFolder.read(other)).hasMessageContaining("name the file");
  }

  @Test
  void names_are_fitted_to_what_is_stored() {
    assertThat(ExperimentFolder.fitted("a\tb")).isEqualTo("a b");
    assertThat(ExperimentFolder.fitted("🍅".repeat(150)))
        .hasSizeLessThanOrEqualTo(200)
        .endsWith("🍅…");
    assertThat(ExperimentFolder.fitted("lemon")).isEqualTo("lemon");
  }

  @Test
  void ids_are_in_the_order_of_time() {
    assertThat(Experiment.newId(START)).isLessThan(Experiment.newId(START.plusMillis(1)));
    assertThat(Experiment.newId(START)).isNotEqualTo(Experiment.newId(START)).hasSize(36);
  }

  private static Experiment training(Instant started, String place) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("network", "seed-cnn");
    options.put("epochs", "12");
    options.put("batch-size", "32");
    return new Experiment(
        Experiment.newId(started),
        new Title(Kind.TRAIN, "a training", place, null),
        new Course(State.RUNNING, started, null),
        new Origin(new Named("market", "d".repeat(64)), "seed-cnn", "1.0", options),
        new Findings(
            null,
            List.of(
                new Epoch(
                    1,
                    started.plusSeconds(60),
                    0.1,
                    2.5,
                    new Epoch.Validation(2.25, 0.5, 0.625),
                    123.5,
                    60)),
            List.of(),
            null));
  }
}
