package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.Databases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeDemoTest {

  private final StringWriter said = new StringWriter();

  @Test
  void a_demonstration_for_the_whole_network_does_not_start(@TempDir Path data) {
    assertThat(serve("--demo", "--host", "0.0.0.0", "--data-dir", data.toString())).isEqualTo(2);
    assertThat(said.toString()).contains("--demo with --host 0.0.0.0").contains("leave out");
  }

  @Test
  void a_demonstration_where_users_are_does_not_start(@TempDir Path data) throws SQLException {
    String url = "jdbc:sqlite:" + data.resolve("greengrocer.sqlite");
    try (HikariDataSource source = Databases.openFile(data.resolve("greengrocer.sqlite"))) {
      FilledDatabase.migrate(source);
    }
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO users VALUES ('1', 'maria', 'x', 'clerk', FALSE, FALSE, 1, 0, NULL)");
    }

    assertThat(serve("--demo", "--data-dir", data.toString())).isEqualTo(2);
    assertThat(said.toString()).contains("1 user(s)");
  }

  private int serve(String... options) {
    String[] command = new String[options.length + 3];
    command[0] = "serve";
    command[1] = "--port";
    command[2] = "0";
    System.arraycopy(options, 0, command, 3, options.length);
    return GreengrocerWeb.commandLine().setErr(new PrintWriter(said, true)).execute(command);
  }
}
