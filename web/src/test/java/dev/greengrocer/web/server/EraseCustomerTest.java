package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A customer who asks to be forgotten, at the command line while the server runs. */
final class EraseCustomerTest extends ServedTest {

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
    StringWriter said = new StringWriter();

    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(said, true))
            .execute(
                "db",
                "erase-customer",
                "0151 123-456-70",
                "--region",
                "DE",
                "--data-dir",
                dataDirectory().toString());

    assertThat(exitCode).isZero();
    assertThat(said.toString().lines()).containsExactly("1 predictions", "1 sales");
    assertThat(get("/api/v1/predictions/" + answer).body()).doesNotContain("4915112345670");
    assertThat(get("/api/v1/predictions/" + answer + "/photo").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/sales/" + sale).body())
        .contains("\"total\"")
        .doesNotContain("Ada", "4915112345670");
  }
}
