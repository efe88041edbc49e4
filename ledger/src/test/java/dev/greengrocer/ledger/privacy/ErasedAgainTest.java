package dev.greengrocer.ledger.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.ledger.photo.PhotoFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a database forgets again that is older than the list of erasures beside it. */
final class ErasedAgainTest extends BooksTestCase {

  @BeforeEach
  void fill() {
    sale(1, "Zoraya Quint", "+4915170000001", "Zoraya brought it back; call 0151 70000001");
    sale(2, "Bob", null, "rung up for Zoraya Quint by mistake");
    sale(3, null, null, "it was for Yara");
    sale(4, "Bob", null, "Bob changed his mind");
    new AuditLog(database(), CLOCK)
        .record(Actor.SERVER, AuditEntry.Kind.SALE, "receipt 3", "voided", null, "it was for Yara");
  }

  @Test
  void customers_are_forgotten_again_and_others_are_not() throws IOException {
    Path backup = folder.resolve("backup.sqlite");
    database().sql("VACUUM INTO :file").param("file", backup.toString()).update();
    for (String customer : List.of("Zoraya Quint", "Yara", "Nobody")) {
      erasure().erase(Actor.COMMAND_LINE, customer);
    }
    assertThat(Files.readAllLines(folder.resolve("books/erasures.jsonl")))
        .filteredOn(line -> !line.isBlank())
        .hasSize(2)
        .noneMatch(line -> line.contains("Zoraya") || line.contains("Yara"));
    List<String> erased = rows();

    source.close();
    Databases.deleteLog(directory.database());
    Files.copy(backup, directory.database(), StandardCopyOption.REPLACE_EXISTING);
    source = Databases.open("", directory);
    assertThat(rows()).anyMatch(row -> row.contains("Zoraya"));
    eraseAgain();

    assertThat(erased)
        .containsExactly(
            "null|null|… brought it back; call …",
            "Bob|null|rung up for … by mistake",
            "null|null|it was for …",
            "Bob|null|Bob changed his mind");
    assertThat(rows())
        .containsExactly(
            "null|null|… brought it back; call …",
            "Bob|null|rung up for … by mistake",
            "null|null|…", // nobody's own row tells whose name it was
            "Bob|null|Bob changed his mind");
    assertThat(again()).isEqualTo(2);
    assertThat(
            database()
                .sql("SELECT after_value FROM audit_log WHERE subject = 'receipt 3'")
                .query(String.class)
                .list())
        .containsExactly("…");

    eraseAgain(); // the next start finds nothing to do
    assertThat(again()).isEqualTo(2);
  }

  private long again() {
    return database()
        .sql("SELECT COUNT(*) FROM audit_log WHERE action = 'erased again'")
        .query(Long.class)
        .single();
  }

  private List<String> rows() {
    return database()
        .sql("SELECT customer_name, customer_mobile, void_reason FROM sales ORDER BY number")
        .query(
            (row, number) ->
                "%s|%s|%s".formatted(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  private void sale(int number, @Nullable String name, @Nullable String mobile, String reason) {
    database()
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total, customer_name, customer_mobile, voided_at, voided_by,
              void_reason)
            VALUES (:id, :number, 0, '2026-11-24', 'ann', 'EUR', 'card', 250, 0, 250, :name,
              :mobile, 1, 'ann', :reason)
            """)
        .param("id", "00000000-0000-0000-0000-00000000000" + number)
        .param("number", number)
        .param("name", name)
        .param("mobile", mobile)
        .param("reason", reason)
        .update();
  }

  private WriteAheadLog log() {
    return new WriteAheadLog(new JdbcTemplate(source));
  }

  private CustomerErasure erasure() {
    return CustomerErasure.in(
        database(),
        transaction(),
        directory,
        new PhotoFolder(directory.photos()),
        "DE",
        log(),
        CLOCK);
  }

  private void eraseAgain() {
    AuditLog audit = new AuditLog(database(), CLOCK);
    Erasures erasures = new Erasures(database(), directory, CLOCK);
    PredictionEraser predictions =
        new PredictionEraser(
            database(), new PhotoFolder(directory.photos()), audit, transaction(), erasures);
    new ErasedAgain(
            erasures,
            List.of(
                predictions,
                new SaleCustomers(database(), audit, transaction()),
                new ParkedNames(database())),
            predictions,
            audit,
            transaction(),
            log())
        .publish();
  }
}
