package dev.greengrocer.ledger.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErasureFileTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void each_is_added_once_and_read_again() {
    ErasureFile file = new ErasureFile(DataDirectory.at(folder));
    assertThat(file.read()).isEmpty();

    file.add(List.of(erasure("a", "sale-1", "sale-2"), erasure("b", "sale-3")));
    file.add(List.of(erasure("b", "sale-3"), erasure("c", "sale-4")));

    assertThat(file.read().values())
        .containsExactly(
            erasure("a", "sale-1", "sale-2"), erasure("b", "sale-3"), erasure("c", "sale-4"));
  }

  @Test
  void a_line_that_a_kill_cut_off_hides_no_other() throws IOException {
    ErasureFile file = new ErasureFile(DataDirectory.at(folder));
    file.add(List.of(erasure("a", "sale-1")));
    Files.writeString(
        folder.resolve("erasures.jsonl"),
        "{\"id\":\"b\",\"at\":17,\"rows\":{\"sal",
        StandardOpenOption.APPEND);
    assertThat(file.read()).containsOnlyKeys("a");

    file.add(List.of(erasure("b", "sale-2")));

    assertThat(file.read()).containsOnlyKeys("a", "b");
  }

  @Test
  void a_folder_without_one_is_named() {
    assertThatThrownBy(() -> ErasureFile.requireIn(folder))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("--erasures", folder.toString(), "erasures.jsonl");
  }

  private static Erasure erasure(String id, String... sales) {
    return new Erasure(id, 17, new TreeMap<>(Map.of("sales", new TreeSet<>(List.of(sales)))));
  }
}
