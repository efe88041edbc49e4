package dev.greengrocer.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.ledger.experiment.ExperimentImport;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What workstations left in the data directory, as the API, the pages and the files show it. */
class ExperimentsTest extends ServedTest {

  private static final String API = "/api/v1/experiments";
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ExperimentImport files;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Test
  void a_training_is_shown_as_it_was_recorded() {
    Experiment training =
        recorded(DrawnExperiment.training(Kind.TRAIN, "jalapeño <b>", START, 4, null));

    JsonNode whole = json(get(API + "/" + training.id()));

    JsonNode described = whole.at("/experiment");
    assertThat(described.at("/kind").asString()).isEqualTo("train");
    assertThat(described.at("/state").asString()).isEqualTo("finished");
    assertThat(described.at("/started").asString()).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(described.at("/data/name").asString()).isEqualTo("market");
    assertThat(described.at("/model/sha256").asString()).isEqualTo("e".repeat(64));
    assertThat(described.at("/options").propertyNames())
        .containsExactly("network", "epochs", "seed"); // in their order
    assertThat(described.has("search")).isFalse();
    assertThat(whole.at("/epochs")).hasSize(4);
    assertThat(whole.at("/epochs/3/validationAccuracy").asDouble()).isEqualTo(0.875);
    assertThat(whole.at("/cells")).isEmpty();
    assertThat(json(get(API + "?kind=train")).at("/items").findValuesAsString("id"))
        .contains(training.id());
    String page = reviewer().get("/experiments/" + training.id()).body();
    assertThat(page).contains("jalapeño &lt;b&gt;", "0.9375", "<polyline", "0.875");
  }

  @Test
  void a_file_that_changes_replaces_what_was_known() {
    Experiment search = recorded(DrawnExperiment.search("slow search", START));
    assertThat(json(get(API + "/" + search.id())).at("/experiment/state").asString())
        .isEqualTo("running");

    recorded(search.with(search.course().over(State.FAILED, START.plusSeconds(5))));

    JsonNode now = json(get(API + "/" + search.id())).at("/experiment");
    assertThat(now.at("/state").asString()).isEqualTo("failed");
    assertThat(now.at("/ended").asString()).isEqualTo("2026-11-24T08:00:05Z");
    assertThat(files.bringIn()).isZero(); // nothing has changed since
  }

  @Test
  void trainings_of_a_search_are_listed_with_it_alone() {
    Experiment search = recorded(DrawnExperiment.search("a search", START));
    Experiment trial =
        recorded(DrawnExperiment.training(Kind.TRIAL, "trial-0001", START, 2, search.id()));

    assertThat(json(get(API + "?limit=500")).at("/items").findValuesAsString("id"))
        .contains(search.id())
        .doesNotContain(trial.id());
    assertThat(json(get(API + "?search=" + search.id())).at("/items").findValuesAsString("id"))
        .containsExactly(trial.id());
    assertThat(reviewer().get("/experiments?search=" + search.id()).body())
        .contains("trial-0001")
        .contains("trainings of a");
    assertThat(reviewer().get("/experiments/" + trial.id()).body()).contains("its search");
  }

  @Test
  void experiments_stand_side_by_side_and_what_differs_is_marked() {
    Experiment one = recorded(DrawnExperiment.training(Kind.TRAIN, "twin", START, 4, null));
    Experiment other = recorded(DrawnExperiment.training(Kind.TRAIN, "twin", START, 6, null));
    Experiment measured = recorded(DrawnExperiment.evaluation("measured", START, "e".repeat(64)));

    String page =
        reviewer()
            .get(
                "/experiments/compare?run=%s&run=%s&run=%s"
                    .formatted(one.id(), other.id(), measured.id()))
            .body();

    assertThat(page).contains("twin", "twin (2)", "measured: 20 photos", "lemon", "0.699 to 0.972");
    assertThat(page.split("data-differs=\"true\"", -1)).hasSize(5); // network, epochs, seed, split
    String same =
        reviewer().get("/experiments/compare?run=%s&run=%s".formatted(one.id(), one.id())).body();
    assertThat(same).doesNotContain("data-differs=");
  }

  @Test
  void what_is_chosen_badly_is_said_on_the_page() {
    Visitor reviewer = reviewer();
    Experiment one = recorded(DrawnExperiment.search("one of many", START));
    String many =
        String.join(
            "&",
            IntStream.range(0, 7)
                .mapToObj(i -> "run=" + recorded(DrawnExperiment.search("many", START)).id())
                .toList());

    assertThat(reviewer.get("/experiments/compare").body()).contains("Choose the experiments");
    assertThat(reviewer.get("/experiments/compare?" + many).body()).contains("Choose at most 6");
    for (String id : List.of("none", "018f0000-0000-7000-8000-000000000000", one.id() + "x")) {
      HttpResponse<String> response = reviewer.get("/experiments/compare?run=" + id);
      assertThat(response.statusCode()).as(id).isEqualTo(404);
      assertThat(response.body()).contains("No experiment with id");
      assertProblem(get(API + "/" + id), 404, "No experiment with id '" + id + "'");
      assertProblem(get(API + "/export?run=" + id), 404, id);
      HttpResponse<String> file = reviewer.get("/experiments/export.csv?run=" + id);
      assertThat(file.headers().firstValue("Content-Disposition")).isEmpty();
    }
    assertProblem(get(API + "?kind=bake"), 400, "kind 'bake': must be one of train, distill");
    assertProblem(get(API + "?search=all"), 400, "search 'all'");
    assertProblem(get(API + "?kind="), 400, "kind ''");
    assertProblem(get(API + "?search="), 400, "search ''");
    assertThat(reviewer.get("/experiments?kind=&search=").statusCode()).isEqualTo(200);
  }

  @Test
  void files_hold_every_figure_option_and_epoch() {
    Experiment one = recorded(DrawnExperiment.training(Kind.TRAIN, "=cmd", START, 2, null));

    List<String> runs = get(API + "/export?run=" + one.id()).body().lines().toList();
    List<String> epochs = get(API + "/export/epochs?run=" + one.id()).body().lines().toList();

    assertThat(runs).hasSize(2);
    assertThat(runs.get(0))
        .isEqualTo(
            "id,kind,name,state,search,started,ended,network,data,data_sha256,model,model_sha256,"
                + "program,split,figure: best epoch,"
                + "\"figure: validation accuracy, synonyms merged\",option: network,"
                + "option: epochs,option: seed");
    assertThat(runs.get(1))
        .startsWith(one.id() + ",train,'=cmd,finished,,2026-11-24T08:00:00Z,")
        .endsWith(",2.0,0.875,seed-cnn,2,42");
    assertThat(epochs).hasSize(3);
    assertThat(epochs.get(2))
        .isEqualTo(one.id() + ",'=cmd,2,2026-11-24T08:02:00Z,0.125,1.0,1.25,0.75,0.875,100.0,60.0");
    assertThat(get(API + "/export").body()).contains(one.id());
  }

  @Test
  void files_of_several_chosen_experiments_hold_each_of_them_alone() {
    Experiment one = recorded(DrawnExperiment.training(Kind.TRAIN, "one", START, 2, null));
    Experiment two = recorded(DrawnExperiment.training(Kind.TRAIN, "two", START, 3, null));
    recorded(DrawnExperiment.training(Kind.TRAIN, "three", START, 1, null));
    String both = "?run=" + one.id() + "&run=" + two.id();

    assertThat(get(API + "/export" + both).body().lines()).hasSize(1 + 2);
    assertThat(get(API + "/export/epochs" + both).body().lines()).hasSize(1 + 2 + 3);
    assertProblem(get(API + "/export" + both + "&run="), 400, "run ''");
    assertProblem(get(API + "?limit=1&limit=1"), 400, "limit: given 2 times");
  }

  @Test
  void a_file_that_cannot_be_read_is_named_and_hides_no_other() throws IOException {
    Path folder = dataDirectory().resolve("experiments");
    Files.createDirectories(folder);
    Path bad = folder.resolve("01900000-0000-7000-8000-00000000bad0.json");
    Files.writeString(bad, "{\"format\": \"greengrocer-experiment\"");
    Experiment good = recorded(DrawnExperiment.search("beside a bad one", START));

    assertThat(reviewer().get("/experiments").body())
        .contains("Files that cannot be read", bad.getFileName().toString(), good.id());

    Files.delete(bad);
    files.bringIn();
    assertThat(files.faults()).isEmpty();
  }

  @Test
  void a_row_that_cannot_be_read_is_named_and_hides_no_other() {
    Experiment bad = recorded(DrawnExperiment.search("to be damaged", START));
    Experiment good = recorded(DrawnExperiment.search("to be kept", START));
    damage("name = x'00'", bad.id());

    JsonNode list = json(get(API + "?limit=500"));

    assertThat(list.at("/items").findValuesAsString("id"))
        .contains(good.id())
        .doesNotContain(bad.id());
    assertThat(list.at("/unreadable").findValuesAsString("id")).contains(bad.id());
    assertProblem(get(API + "/" + bad.id()), 409, "name");
    assertThat(reviewer().get("/experiments").body()).contains("Cannot be read", good.id());
    damage("name = 'mended'", bad.id());
    assertThat(get(API + "/" + bad.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void files_name_what_cannot_be_read() {
    Experiment bad = recorded(DrawnExperiment.search("to be damaged", START));
    Experiment good = recorded(DrawnExperiment.training(Kind.TRAIN, "kept", START, 2, null));
    damage("name = x'00'", bad.id());

    assertThat(get(API + "/export").body().lines())
        .anyMatch(line -> line.matches(bad.id() + ",{10,}"))
        .anyMatch(line -> line.startsWith(good.id() + ",train,kept,"));
    assertThat(get(API + "/export/epochs").body().lines())
        .contains(bad.id() + ",,,,,,,,,,")
        .anyMatch(line -> line.startsWith(good.id() + ",kept,2,"));
    assertProblem(get(API + "/export?run=" + bad.id()), 409, "name");
    damage("name = 'mended'", bad.id());
  }

  @Test
  void a_figure_or_an_epoch_that_cannot_be_read_hides_no_other_experiment() {
    Experiment figure = recorded(DrawnExperiment.training(Kind.TRAIN, "figure", START, 1, null));
    Experiment epoch = recorded(DrawnExperiment.training(Kind.TRAIN, "epoch", START, 1, null));
    Experiment good = recorded(DrawnExperiment.training(Kind.TRAIN, "good", START, 1, null));
    database
        .sql("UPDATE experiment_figures SET value = 'much' WHERE experiment_id = :id")
        .param("id", figure.id())
        .update();
    database
        .sql("UPDATE experiment_epochs SET train_loss = 'little' WHERE experiment_id = :id")
        .param("id", epoch.id())
        .update();

    JsonNode list = json(get(API + "?limit=500"));
    assertThat(list.at("/items").findValuesAsString("id"))
        .contains(good.id(), epoch.id())
        .doesNotContain(figure.id());
    assertThat(list.at("/unreadable").findValuesAsString("id")).contains(figure.id());
    assertThat(reviewer().get("/experiments").body()).contains("Cannot be read", good.id());
    assertThat(get(API + "/export").body().lines())
        .anyMatch(line -> line.matches(figure.id() + ",{10,}"))
        .anyMatch(line -> line.startsWith(good.id() + ",train,good,"));
    assertThat(get(API + "/export/epochs").body().lines())
        .contains(figure.id() + ",,,,,,,,,,", epoch.id() + ",,,,,,,,,,")
        .anyMatch(line -> line.startsWith(good.id() + ",good,1,"));
    assertProblem(get(API + "/" + epoch.id()), 409, "train_loss");
    database
        .sql("DELETE FROM experiments WHERE id IN (:ids)")
        .param("ids", List.of(figure.id(), epoch.id()))
        .update();
  }

  private void damage(String change, String id) {
    database
        .sql("UPDATE experiments SET %s WHERE id = :id".formatted(change))
        .param("id", id)
        .update();
  }

  private Experiment recorded(Experiment experiment) {
    ExperimentFolder.in(dataDirectory()).write(experiment);
    files.bringIn();
    return experiment;
  }

  private Visitor reviewer() {
    return visitor(Role.REVIEWER);
  }
}
