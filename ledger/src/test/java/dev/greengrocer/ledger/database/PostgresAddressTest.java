package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresAddressTest {

  private static final DataDirectory NOWHERE = new DataDirectory(Path.of("nowhere"));

  @ParameterizedTest
  @CsvSource({
    "postgresql://localhost/shop, jdbc:postgresql://localhost/shop",
    "postgres://ada@db:5433/shop, jdbc:postgresql://db:5433/shop?user=ada",
    "postgresql://a%2Bb:p%40+s%26@db/shop,"
        + " jdbc:postgresql://db/shop?user=a%2Bb&password=p%40%2Bs%26",
    "postgresql://ada@[::1]/shop?sslmode=require,"
        + " jdbc:postgresql://[::1]/shop?user=ada&sslmode=require",
    "jdbc:postgresql://db/shop?user=ada, jdbc:postgresql://db/shop?user=ada"
  })
  void an_address_is_what_jdbc_wants(String address, String jdbc) {
    assertThat(PostgresAddress.jdbc("--to", address)).isEqualTo(jdbc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "mysql://ada:secret@db/shop",
        "postgresql://ada:secret@db",
        "postgresql://ada:secret@db/",
        "postgresql://ada:se cret@db/shop",
        "postgresql:///shop?password=secret",
        "postgresql://a,b/shop?password=secret"
      })
  void what_is_none_is_refused_without_its_password(String address) {
    assertThatThrownBy(() -> PostgresAddress.jdbc("--to", address))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("--to ")
        .hasMessageContaining("must be postgresql://USER@HOST/NAME")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("se cret");
  }

  @Test
  void an_address_reaches_the_driver() {
    assertThat(Databases.postgresql(PostgresAddress.jdbc("--to", "postgresql://ada@db/shop")))
        .hasFieldOrPropertyWithValue("user", "ada")
        .hasFieldOrPropertyWithValue("databaseName", "shop");
  }

  @Test
  void a_server_waits_for_no_silent_database_for_ever() {
    HikariDataSource usual = Databases.open("jdbc:postgresql://db/shop", NOWHERE);
    HikariDataSource patient =
        Databases.open("jdbc:postgresql://db/shop?socketTimeout=900", NOWHERE);
    assertThat(usual.getDataSource())
        .as("migrations take what they take")
        .hasFieldOrPropertyWithValue("socketTimeout", 0)
        .hasFieldOrPropertyWithValue("tcpKeepAlive", true);

    Databases.limitSilence(usual);
    Databases.limitSilence(patient);

    assertThat(usual.getDataSource()).hasFieldOrPropertyWithValue("socketTimeout", 300);
    assertThat(patient.getDataSource()).hasFieldOrPropertyWithValue("socketTimeout", 900);
  }
}
