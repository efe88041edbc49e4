package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"greengrocer.queue.capacity=2", "greengrocer.queue.decoders=1"})
final class OverloadTest extends ServedTest {

  private static final String PATH = "/api/v1/predictions";

  @Test
  void whoever_is_one_too_many_is_asked_to_come_back_and_never_sees_an_error_of_ours()
      throws Exception {
    byte[] photo = Photos.jpeg(2400, 1800, 41);
    ExecutorService clients = Executors.newFixedThreadPool(16);
    List<Future<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      sent.add(clients.submit(() -> post(PATH + "?customer=crowd", photo)));
    }

    int answered = 0;
    int refused = 0;
    for (Future<HttpResponse<String>> response : sent) {
      if (response.get().statusCode() == 201) {
        answered++;
      } else {
        assertProblem(response.get(), 503, "");
        assertThat(response.get().headers().firstValue("Retry-After")).isPresent();
        refused++;
      }
    }
    clients.shutdown();

    assertThat(answered).isPositive();
    assertThat(refused).isPositive();
    assertThat(json(get(PATH + "?customer=crowd&limit=100")).at("/items").size())
        .isEqualTo(answered);
    assertThat(post(PATH, photo).statusCode()).as("when the crowd has gone").isEqualTo(201);
  }

  @Test
  void a_locked_database_is_told_and_when_it_is_free_again_answers_go_on() throws Exception {
    byte[] photo = Photos.jpeg(64, 64, 42);
    String earlier = json(post(PATH, photo)).at("/id").asString();
    String url = "jdbc:sqlite:" + new DataDirectory(dataDirectory()).database();
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      HttpResponse<String> refused = post(PATH, photo);

      assertProblem(refused, 503, "");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(get(PATH + "/" + earlier).statusCode()).as("reading goes on").isEqualTo(200);
      statement.execute("ROLLBACK");
    }

    assertThat(post(PATH, photo).statusCode()).isEqualTo(201);
  }
}
