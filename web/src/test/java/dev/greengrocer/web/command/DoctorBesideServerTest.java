package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.server.ServerSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code greengrocer doctor} while a server answers on the same data. */
class DoctorBesideServerTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ServerSettings settings;

  @Test
  void it_sees_the_server_and_what_that_has_just_written() {
    assertThat(post("/api/v1/predictions", Photos.jpeg(64, 64, 3)).statusCode()).isEqualTo(201);
    get("/sign-in"); // made ready here, so that a slow machine does not look like one that hangs
    System.setProperty("greengrocer.database", settings.database());
    try {
      StringWriter out = new StringWriter();
      GreengrocerWeb.commandLine()
          .setOut(new PrintWriter(out, true))
          .execute("doctor", "--data-dir=" + dataDirectory(), "--port=" + uri("/").getPort());

      assertThat(out.toString())
          .contains("a server of this program answers at 127.0.0.1", "is of this version")
          .containsPattern("OK +clock .*the last entry of the books is of 20")
          .doesNotContain("ERROR");
    } finally {
      System.clearProperty("greengrocer.database");
    }
  }
}
