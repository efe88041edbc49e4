package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A customer who asks to be forgotten, at the command line while the server runs. */
final class EraseCustomerTest extends ServedTest {

  private final StringWriter said = new StringWriter();
  private final StringWriter warned = new StringWriter();

  @Test
  void name_number_and_photo_go_while_answer_and_sale_stay() {
    String answer =
        json(post("/api/v1/predictions?customer=%2B4915112345670", Photos.jpeg(80, 60, 77)))
            .at("/id")
            .asString();
    String sale =
        json(postJson(
                "/api/v1/sales",
                "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 2}], \"customer\": \"Ada\","
                    + " \"mobile\": \"+4915112345670\"}"))
            .at("/id")
            .asString();

    assertThat(erase("0151 123-456-70")).isZero();

    assertThat(said.toString().lines())
        .containsExactly("0 baskets", "1 predictions", "1 sales", "0 stock");
    JsonNode entry = json(get("/api/v1/audit?kind=customer")).at("/items/0");
    assertThat(entry.at("/actor").asString()).isEqualTo("command-line");
    assertThat(entry.at("/before").asString())
        .isEqualTo("0 baskets, 1 predictions, 1 sales, 0 stock");
    assertThat(get("/api/v1/predictions/" + answer).body()).doesNotContain("4915112345670");
    assertThat(get("/api/v1/predictions/" + answer + "/photo").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/sales/" + sale).body())
        .contains("\"total\"")
        .doesNotContain("Ada", "4915112345670");
  }

  @Test
  void nobody_of_that_name_is_told_and_no_name_is_refused() {
    assertThat(erase("Nemo")).isZero();
    assertThat(said.toString().lines())
        .containsExactly("0 baskets", "0 predictions", "0 sales", "0 stock");
    assertThat(warned.toString()).contains("No customer is known by that");
    assertThat(erase(" ")).isEqualTo(2);
    assertThat(erase("x".repeat(101))).isEqualTo(2);
  }

  @Test
  void what_prune_erases_is_in_the_audit_log() {
    String photo = json(post("/api/v1/predictions", Photos.jpeg(80, 60, 78))).at("/id").asString();

    assertThat(run("prune", "--photos-older-than", "1ms")).isZero();

    assertThat(get("/api/v1/predictions/" + photo + "/photo").statusCode()).isEqualTo(404);
    JsonNode entry = json(get("/api/v1/audit?kind=prediction&actor=command-line")).at("/items/0");
    assertThat(entry.at("/action").asString()).isEqualTo("photos erased");
    assertThat(entry.at("/before").asString()).endsWith(" photos");
  }

  private int erase(String customer) {
    return run("erase-customer", customer, "--region", "DE");
  }

  private int run(String... command) {
    List<String> line = new ArrayList<>(List.of("db"));
    line.addAll(List.of(command));
    line.addAll(List.of("--data-dir", dataDirectory().toString()));
    return GreengrocerWeb.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(warned, true))
        .execute(line.toArray(String[]::new));
  }
}
