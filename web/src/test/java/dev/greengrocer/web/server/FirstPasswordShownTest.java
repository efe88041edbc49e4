package dev.greengrocer.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the first password is shown, by where the server was started. */
final class FirstPasswordShownTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void a_terminal_shows_it_and_nothing_keeps_it() {
    assertThat(said(true)).contains("name      admin", "password  s3cret");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void without_a_terminal_the_output_says_where_it_is_alone() throws Exception {
    String said = said(false);

    Path file = folder.resolve("first-password.txt");
    assertThat(said).contains("admin", file.toString()).doesNotContain("s3cret");
    assertThat(Files.readString(file)).contains("s3cret");
  }

  private String said(boolean terminal) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      new FirstPassword(DataDirectory.at(folder), terminal).show("admin", "s3cret");
    } finally {
      System.setErr(before);
    }
    return said.toString(UTF_8);
  }
}
