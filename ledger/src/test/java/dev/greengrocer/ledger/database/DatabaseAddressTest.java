package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret of a database's address is in no message. */
final class DatabaseAddressTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://host/shop?user=shop&password=hunter2",
        "jdbc:postgresql://host:port/shop?user=shop&password=hunter2",
        "jdbc:postgresql://host:99999999/shop?password=hunter2",
        "jdbc:postgres://shop:hunter2@host/shop",
        "jdbc:postgresql://shop:hunter2@host/shop",
        "jdbc:mysql://host/shop?password=hunter2"
      })
  void an_address_that_is_none_is_told_without_its_password(String address) {
    assertThatThrownBy(() -> Databases.open(address, DataDirectory.at(folder)).close())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("--database ")
        .hasMessageContaining("host")
        .satisfies(refused -> assertThat(String.valueOf(refused.getCause())).isEqualTo("null"))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void messages_name_a_database_without_what_is_secret() {
    DataDirectory directory = DataDirectory.at(folder);
    assertThat(Databases.name("jdbc:postgresql://host/shop?user=a&password=hunter2", directory))
        .isEqualTo("jdbc:postgresql://host/shop");
    assertThat(Databases.name("jdbc:postgresql://shop:hunter2@host/shop", directory))
        .isEqualTo("jdbc:postgresql://host/shop");
    assertThat(Databases.name("", directory)).isEqualTo(directory.database().toString());
  }

  @Test
  void a_password_in_an_option_is_warned_of() {
    assertThat(Databases.warningForOption("jdbc:postgresql://host/shop?user=a&password=hunter2"))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .contains("jdbc:postgresql://host/shop", "list of processes")
                    .contains("GREENGROCER_DATABASE")
                    .doesNotContain("hunter2"));
    assertThat(Databases.warningForOption("jdbc:postgresql://shop:hunter2@host/shop")).isPresent();
    assertThat(Databases.warningForOption("jdbc:postgresql://host/shop?user=a")).isEmpty();
    assertThat(Databases.warningForOption("jdbc:postgresql://host/shop")).isEmpty();
  }
}
