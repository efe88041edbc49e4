package dev.greengrocer.ledger.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableSumTest {

  private static final MovedTable TABLE = new MovedTable("sales", List.of(), List.of(), "rowid");

  @Test
  void the_order_of_rows_does_not_matter_and_everything_else_does() {
    assertThat(sum("a", "b", "c")).isEqualTo(sum("c", "a", "b"));
    assertThat(sum("a", "b")).isNotEqualTo(sum("a", "b", "b"));
    assertThat(sum("a", "a")).isNotEqualTo(sum("b", "b"));
    assertThat(sum("ab", "c")).isNotEqualTo(sum("a", "bc"));
    assertThat(sum()).isEqualTo(new MovedRows("sales", 0, "0".repeat(64)));
  }

  @Test
  void one_row_has_its_own_hash() {
    String sha256 = Sha256.of("apple".getBytes(StandardCharsets.UTF_8));

    assertThat(sum("apple")).isEqualTo(new MovedRows("sales", 1, sha256));
  }

  @Test
  void a_carry_goes_through_all_words() {
    TableSum twice = new TableSum();
    CopyLine line = new CopyLine();
    line.text("apple");
    for (int i = 0; i < 256; i++) {
      twice.add(line);
    }
    String sha256 = Sha256.of("apple".getBytes(StandardCharsets.UTF_8));

    assertThat(twice.of(TABLE).sha256()).isEqualTo(sha256.substring(2) + "00"); // times 256
  }

  private static MovedRows sum(String... rows) {
    TableSum sum = new TableSum();
    CopyLine line = new CopyLine();
    for (String row : rows) {
      line.clear();
      line.text(row);
      sum.add(line);
    }
    return sum.of(TABLE);
  }
}
