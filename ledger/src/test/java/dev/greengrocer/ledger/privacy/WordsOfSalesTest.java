package dev.greengrocer.ledger.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.WriteAheadLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people have said of sales and baskets in words, where it names a customer. */
final class WordsOfSalesTest extends BooksTestCase {

  @Test
  void all_that_is_said_of_a_sale_forgets_its_customer_when_the_time_is_over() throws IOException {
    sale(1, "2025-01-31", "Hedwig Ohm", null);
    sale(2, "2026-11-24", null, 1); // what was given back of it, later and by nobody's name
    sale(3, "2026-11-24", "Ida Ohm", null);
    say("sales", "discount_reason", 1, "for Hedwig Ohm");
    say("sales", "return_reason", 2, "Hedwig: one was brown");
    say("sales", "discount_reason", 3, "Hedwig Ohm recommended us");
    audit("receipt 1", "all: 0.10 (for Hedwig Ohm)");
    audit("receipt 2", "Hedwig: one was brown");
    audit("basket", "sue: discount (for Hedwig Ohm)");

    assertThat(customers().forgetBefore(Actor.SERVER, LocalDate.parse("2025-02-01"))).isEqualTo(1);
    new WriteAheadLog(new JdbcTemplate(source)).truncate();

    assertThat(said()).containsExactly("for …", "Hedwig Ohm recommended us", "…: one was brown");
    assertThat(
            database()
                .sql("SELECT after_value FROM audit_log WHERE kind = 'sale' ORDER BY id")
                .query(String.class)
                .list())
        .containsExactly("all: 0.10 (for …)", "…: one was brown", "sue: discount (for …)");
    // Of whose sale it is not, it stays: nobody has asked, and the time is not over.
    assertThat(file().split("Hedwig", -1)).hasSize(2);
  }

  @Test
  void a_customer_who_asks_leaves_the_reasons_of_baskets_too() {
    basket("open", "for Jo Kern");
    basket("parked", "Jo Kern asked");
    database()
        .sql(
            """
            INSERT INTO parked_baskets (id, number, basket_id, parked_at, parked_by)
            VALUES ('00000000-0000-0000-0000-000000000001', 1, 'parked', 0, 'ann')
            """)
        .update();
    database()
        .sql(
            """
            INSERT INTO basket_lines
              (id, basket_id, unit, by_hand, tare_grams, discount_amount, discount_reason)
            VALUES ('00000000-0000-0000-0000-000000000002', 'parked', 'kg', 0, 0, 10, 'Jo Kern: a dent')
            """)
        .update();
    ParkedNames baskets = new ParkedNames(database());

    ErasedRows rows = baskets.erase(new ErasedCustomer("Jo Kern", ""));

    assertThat(said()).containsExactly("for …", "… asked", "…: a dent");
    assertThat(rows.named()).isEmpty();
    assertThat(rows.mentioning())
        .isEqualTo(
            Set.of("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"));

    // In a backup of before, the same rows lose the words: nothing says whom of those they name.
    database().sql("UPDATE baskets SET discount_reason = 'Jo Kern' WHERE id = 'parked'").update();
    baskets.eraseAgain(rows);
    assertThat(said()).containsExactly("for …", "…", "…");
  }

  private SaleCustomers customers() {
    return new SaleCustomers(database(), new AuditLog(database(), CLOCK), transaction());
  }

  private void sale(int number, String day, @Nullable String name, @Nullable Integer returnOf) {
    database()
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total, customer_name, return_of, return_receipt, return_reason)
            VALUES (:id, :number, 0, :day, 'ann', 'EUR', 'card', :total, 0, :total, :name,
              :returnOf, :receipt, :reason)
            """)
        .param("id", id(number))
        .param("number", number)
        .param("day", day)
        .param("total", returnOf == null ? 250 : -250)
        .param("name", name)
        .param("returnOf", returnOf == null ? null : id(returnOf))
        .param("receipt", returnOf)
        .param("reason", returnOf == null ? null : "brown")
        .update();
  }

  private static String id(int number) {
    return "00000000-0000-0000-0000-00000000000" + number;
  }

  private void say(String table, String column, int number, String words) {
    database()
        .sql("UPDATE %s SET %s = :words WHERE id = :id".formatted(table, column))
        .param("words", words)
        .param("id", id(number))
        .update();
  }

  private void basket(String id, String reason) {
    database()
        .sql(
            """
            INSERT INTO baskets (id, updated_at, discount_percent, discount_reason)
            VALUES (:id, 0, 500, :reason)
            """)
        .param("id", id)
        .param("reason", reason)
        .update();
  }

  private void audit(String subject, String words) {
    new AuditLog(database(), CLOCK)
        .record(Actor.SERVER, AuditEntry.Kind.SALE, subject, "said", null, words);
  }

  /** All words, of sales and of baskets, in the order of their rows. */
  private List<String> said() {
    return database()
        .sql(
            """
            SELECT words FROM (
              SELECT 1 AS place, number AS row, discount_reason AS words FROM sales
              UNION ALL SELECT 2, number, return_reason FROM sales
              UNION ALL SELECT 3, updated_at, discount_reason FROM baskets WHERE id = 'open'
              UNION ALL SELECT 4, updated_at, discount_reason FROM baskets WHERE id = 'parked'
              UNION ALL SELECT 5, 0, discount_reason FROM basket_lines)
            WHERE words IS NOT NULL ORDER BY place, row
            """)
        .query(String.class)
        .list();
  }

  private String file() throws IOException {
    return new String(Files.readAllBytes(directory.database()), ISO_8859_1);
  }
}
