package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A lost password. */
final class ResetPasswordTest extends ServedTest {

  @Autowired private JdbcClient database;

  @Test
  void whoever_holds_the_data_directory_gets_in_again_while_the_server_runs() {
    StringWriter said = new StringWriter();

    assertThat(reset("admin", said)).isZero();

    assertThat(new Visitor(uri("/")).signIn("admin", said.toString().strip()).uri().getPath())
        .isEqualTo("/account/password");
    assertThat(get("/api/v1/audit?kind=user&subject=admin").body()).contains("password reset");
  }

  @Test
  void failed_sign_ins_are_forgotten() {
    database.sql("DELETE FROM sign_in_failures").update();
    Visitor stranger = new Visitor(uri("/"));
    stranger.signIn("admin", "wrong");
    StringWriter said = new StringWriter();
    assertThat(failures()).isPositive();

    assertThat(reset("admin", said)).isZero();

    assertThat(failures()).isZero();
  }

  private long failures() {
    return database.sql("SELECT COUNT(*) FROM sign_in_failures").query(Long.class).single();
  }

  @Test
  void a_user_who_is_not_there_is_named() {
    assertThat(reset("nobody", new StringWriter())).isEqualTo(2);
  }

  private int reset(String user, StringWriter said) {
    return GreengrocerWeb.commandLine()
        .setOut(new PrintWriter(said, true))
        .execute("db", "reset-password", "--user", user, "--data-dir", dataDirectory().toString());
  }
}
