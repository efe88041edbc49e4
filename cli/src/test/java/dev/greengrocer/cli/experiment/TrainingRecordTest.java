package dev.greengrocer.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.DrawnModel;
import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.TrainingJob;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.RunOrigin;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.tune.Method;
import dev.greengrocer.training.tune.Rung;
import dev.greengrocer.training.tune.SearchSpaceFile;
import dev.greengrocer.training.tune.TrialResult;
import dev.greengrocer.training.tune.TrialRun;
import dev.greengrocer.training.tune.TuningJob;
import dev.greengrocer.training.tune.TuningResults;
import dev.greengrocer.training.tune.TuningSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in a data directory of trainings and searches, whole or cut off. */
final class TrainingRecordTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir private Path folder;
  private ExperimentFolder books;
  private final StringWriter err = new StringWriter();
  private Instant now = START;

  @BeforeEach
  void make_a_data_directory() throws IOException {
    books = ExperimentFolder.ofServer(Files.createDirectories(folder.resolve("data")));
  }

  @Test
  void a_training_is_recorded_epoch_by_epoch_to_its_model() throws IOException {
    Path run = begin(folder.resolve("runs/first"));
    TrainingRecord record = record(run);

    record.trainingStarted(history(0), 10);
    assertThat(only().course().state()).isEqualTo(State.RUNNING);
    pass(60);
    record.epochEnded(history(1));
    pass(90);
    record.epochEnded(history(2));
    assertThat(only().findings().epochs()).extracting(Epoch::epoch).containsExactly(1, 2);
    pass(30);
    ModelBundle bundle =
        ModelBundles.open(DrawnModel.write(Files.createDirectory(folder.resolve("model"))));
    record.finished(history(2), bundle);

    Experiment whole = only();
    assertThat(whole.title().kind()).isEqualTo(Kind.TRAIN);
    assertThat(whole.title().name()).isEqualTo("seed-cnn-12345678");
    assertThat(whole.course())
        .isEqualTo(new Experiment.Course(State.FINISHED, START, START.plusSeconds(180)));
    assertThat(whole.origin().data()).isEqualTo(new Experiment.Named("market", "d".repeat(64)));
    assertThat(whole.origin().options())
        .containsEntry("network", "seed-cnn")
        .containsEntry("init", "bundled")
        .containsKeys("epochs", "learning-rate", "seed");
    assertThat(whole.findings().model())
        .isEqualTo(new Experiment.Named(bundle.name(), bundle.modelSha256()));
    assertThat(whole.findings().epochs())
        .extracting(Epoch::ended)
        .containsExactly(START.plusSeconds(60), START.plusSeconds(150));
    assertThat(whole.findings().figures())
        .contains(Figure.of("best epoch", 2), Figure.of("seconds of training", 120));
  }

  /** A home folder gives its user away. */
  @Test
  void no_folder_is_in_the_file_but_by_its_last_name() throws IOException {
    record(begin(folder.resolve("runs/first"))).trainingStarted(history(0), 10);

    assertThat(Files.readString(books.files().get(0)))
        .doesNotContain("secretperson")
        .doesNotContain(folder.toString());
  }

  @Test
  void a_run_that_is_resumed_goes_on_in_its_record() throws IOException {
    Path run = begin(folder.resolve("runs/first"));
    TrainingRecord record = record(run);
    record.trainingStarted(history(0), 10);
    pass(60);
    record.epochEnded(history(1));
    record.over(State.STOPPED);
    assertThat(only().course().state()).isEqualTo(State.STOPPED);

    pass(3600);
    TrainingRecord later = record(run);
    later.trainingStarted(history(1), 10);
    assertThat(only().course().state()).isEqualTo(State.RUNNING);
    pass(60);
    later.epochEnded(history(2));

    assertThat(only().course().started()).isEqualTo(START);
    assertThat(only().findings().epochs())
        .extracting(Epoch::ended)
        .containsExactly(START.plusSeconds(60), START.plusSeconds(3720));
    record(begin(folder.resolve("runs/second"))).trainingStarted(history(0), 10);
    assertThat(books.files()).hasSize(2);
  }

  /** Epochs of before the record was asked for ended when the later ones began. */
  @Test
  void epochs_of_before_the_record_have_a_time_too() throws IOException {
    TrainingRecord record = record(begin(folder.resolve("runs/first")));

    record.trainingStarted(history(3), 10);

    assertThat(only().findings().epochs())
        .extracting(Epoch::ended)
        .containsExactly(START.minusSeconds(120), START.minusSeconds(60), START);
  }

  @Test
  void a_record_that_cannot_be_written_is_told_of_and_ends_nothing() throws IOException {
    Files.writeString(folder.resolve("data/experiments"), "in the way");
    TrainingRecord record = record(begin(folder.resolve("runs/first")));

    record.trainingStarted(history(0), 10);
    record.epochEnded(history(1));

    assertThat(err.toString()).containsOnlyOnce("WARNING: this is not recorded").contains("data");
  }

  @Test
  void a_search_is_recorded_with_each_of_its_trainings() throws IOException {
    Path search = folder.resolve("tuning");
    SearchRecord record = new SearchRecord(search, books, err(), clock());
    TrialRun first = trial(search, 1);
    TrialRun second = trial(search, 2);
    Files.move(
        DrawnModel.write(Files.createDirectory(folder.resolve("drawn"))),
        TuningJob.runFolder(search, first).resolve("model"));
    TuningSettings settings =
        new TuningSettings(Method.HALVING, 3, 3, 2, 42, SearchSpaceFile.builtIn(false));

    record.runStarted(first);
    record.trainingStarted(history(0), 10);
    pass(60);
    record.epochEnded(history(1));
    TrialResult done = new TrialResult(first, history(1).best(), 60);
    record.runEnded(done, new TuningResults(settings, List.of(done)), Duration.ofSeconds(60));
    record.runStarted(second);
    record.trainingStarted(history(0), 10);
    TrialResult diverged = new TrialResult(second, Optional.empty(), 5);
    record.runEnded(
        diverged, new TuningResults(settings, List.of(done, diverged)), Duration.ofSeconds(65));
    record.over(State.FINISHED);

    List<Experiment> all =
        books.files().stream().map(file -> ExperimentFolder.read(file).experiment()).toList();
    Experiment whole =
        all.stream().filter(one -> one.title().kind() == Kind.TUNE).findFirst().orElseThrow();
    assertThat(whole.title().name()).isEqualTo("tuning");
    assertThat(whole.course().state()).isEqualTo(State.FINISHED);
    assertThat(whole.origin().options())
        .containsEntry("method", "halving")
        .containsEntry("trials", "3")
        .containsKey("searched: learning-rate");
    assertThat(whole.findings().figures())
        .contains(Figure.of("trainings", 2), Figure.of("best trial", 1));
    assertThat(all)
        .filteredOn(one -> one.title().kind() == Kind.TRIAL)
        .allSatisfy(one -> assertThat(one.title().search()).isEqualTo(whole.id()))
        .extracting(one -> one.course().state())
        .containsExactlyInAnyOrder(State.FINISHED, State.FAILED);
  }

  private TrialRun trial(Path search, int number) throws IOException {
    TrialRun run = new TrialRun(1, number, new Rung(1, 2, 3), Map.of());
    begin(TuningJob.runFolder(search, run));
    return run;
  }

  private static Path begin(Path run) throws IOException {
    Files.createDirectories(run);
    ConfigFile.write(
        TrainingJob.configOf(run),
        TrainingConfig.defaults("seed-cnn"),
        new RunOrigin(
            "seed-cnn-12345678",
            "/home/secretperson/market",
            "d".repeat(64),
            "/home/secretperson/models/bundled",
            "1.0 abc",
            START.toString(),
            Map.of("processor", "of secretperson"),
            null));
    return run;
  }

  /** Each epoch took a minute and was better than the one before. */
  private static History history(int epochs) {
    return new History(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                epoch ->
                    new EpochMetrics(
                        epoch, 0.1, 3.0 / epoch, 2.5 / epoch, 0.1 * epoch, 0.2 * epoch, 100, 60))
            .toList());
  }

  private TrainingRecord record(Path run) {
    return new TrainingRecord(Kind.TRAIN, run, books, err(), clock());
  }

  private PrintWriter err() {
    return new PrintWriter(err, true);
  }

  private Experiment only() {
    assertThat(books.files()).hasSize(1);
    return ExperimentFolder.read(books.files().get(0)).experiment();
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
