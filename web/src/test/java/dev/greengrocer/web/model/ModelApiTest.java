package dev.greengrocer.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.RenamedBundle;
import dev.greengrocer.web.ServedTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

@DirtiesContext // another model runs in the end
final class ModelApiTest extends ServedTest {

  private static final String PATH = "/api/v1/model";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Test
  void it_tells_the_labels_with_their_other_names_and_where_the_model_comes_from() {
    JsonNode model = json(get(PATH));

    assertThat(model.at("/labels").size()).isEqualTo(models.current().labels().size());
    assertThat(model.at("/labels/0/aliases").isArray()).isTrue();
    assertThat(model.at("/sha256").asString()).isEqualTo(models.current().modelSha256());
    assertThat(model.at("/provenance/dataHash").asString()).hasSize(64);
  }

  @Test
  void models_change_places_under_load_and_no_request_fails() throws Exception {
    ModelBundle first = models.current();
    shelve("second", first.labels().names().subList(0, first.labels().size()));
    AtomicBoolean goOn = new AtomicBoolean(true);
    Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    ExecutorService clients = Executors.newFixedThreadPool(4);
    for (int client = 0; client < 4; client++) {
      int seed = client;
      clients.execute(
          () -> {
            while (goOn.get()) {
              answers.add(post("/api/v1/predictions", Photos.jpeg(96, 96, seed)));
            }
          });
    }

    for (int i = 0; i < 3; i++) {
      assertThat(swap("second").statusCode()).isEqualTo(200);
      assertThat(json(get(PATH)).at("/name").asString()).isEqualTo("second");
      assertThat(json(get(PATH)).at("/previous").asString()).isEqualTo(first.name());
      assertThat(rollBack().statusCode()).isEqualTo(200);
      assertThat(json(get(PATH)).at("/name").asString()).isEqualTo(first.name());
    }
    goOn.set(false);
    clients.shutdown();
    assertThat(clients.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

    assertThat(answers).isNotEmpty().allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers)
        .extracting(answer -> json(answer).at("/model/name").asString())
        .contains("second", first.name());
    assertProblem(rollBack(), 409, "No model has run before");
  }

  @Test
  void a_bundle_that_does_not_pass_its_check_never_answers() throws IOException {
    String running = json(get(PATH)).at("/name").asString();
    List<String> labels = models.current().labels().names();
    Path altered = shelve("altered", labels);
    Files.write(altered.resolve(ModelBundle.MODEL), new byte[] {0}, StandardOpenOption.APPEND);
    shelve("too-few-labels", labels.subList(0, 5));

    assertProblem(swap("altered"), 422, "SHA-256");
    assertProblem(swap("too-few-labels"), 422, "5");
    assertProblem(swap("../../bundled"), 404, "none of the bundles");
    assertThat(json(get(PATH)).at("/name").asString()).isEqualTo(running);
    assertThat(post("/api/v1/predictions", Photos.jpeg(96, 96, 1)).statusCode()).isEqualTo(201);
  }

  private Path shelve(String name, List<String> labels) throws IOException {
    ModelBundle bundle = models.current();
    Path place = dataDirectory().resolve("models").resolve(name);
    RenamedBundle.write(
        bundle,
        place,
        name,
        dev.greengrocer.LabelSet.ofNames(labels),
        bundle.description().measurements());
    return place;
  }

  private HttpResponse<String> swap(String name) {
    return send(
        HttpRequest.newBuilder(uri(PATH))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"bundle\":\"" + name + "\"}")));
  }

  private HttpResponse<String> rollBack() {
    return send(
        HttpRequest.newBuilder(uri(PATH + "/rollback")).POST(HttpRequest.BodyPublishers.noBody()));
  }
}
