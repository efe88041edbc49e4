package dev.greengrocer.ledger.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.sale.Customer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people have written beside goods, where it names a customer: no file holds it afterwards.
 */
final class WordsOfStockTest extends BooksTestCase {

  @BeforeEach
  void fill() {
    movement(1, "waste", "Rosalind Thorn sent it back", null);
    movement(2, "count", "one for Rosalind Thorn", null);
    movement(3, "waste", "mouldy", null);
    movement(4, "delivery", null, "Rosalind Thorn 7");
    database()
        .sql(
            """
            INSERT INTO deliveries (id, number, at, received_on, actor, supplier, document)
            VALUES ('00000000-0000-0000-0000-0000000000d1', 1, 0, '2026-11-24', 'ann',
              'Rosalind Thorn', '117')
            """)
        .update();
    audit("quince", "wasted", "1 kg (Rosalind Thorn sent it back)");
    audit("delivery 1", "booked", "Rosalind Thorn: quince 1 kg; 0.00");
    audit("quince", "wasted", "1 kg (mouldy)");
  }

  @Test
  void a_name_leaves_the_database_and_its_log() throws IOException {
    assertThat(files()).anyMatch(content -> content.contains("Rosalind"));

    erasure().erase(Actor.COMMAND_LINE, "Rosalind Thorn");

    assertThat(files()).noneMatch(content -> content.contains("Rosalind"));
    assertThat(words())
        .containsExactly(
            "… sent it back",
            "one for …",
            "mouldy",
            "… 7",
            "…",
            "117",
            "1 kg (… sent it back)",
            "…: quince 1 kg; 0.00",
            "1 kg (mouldy)");
  }

  @Test
  void a_backup_forgets_it_again_and_keeps_what_names_nobody() throws IOException {
    Path backup = folder.resolve("backup.sqlite");
    database().sql("VACUUM INTO :file").param("file", backup.toString()).update();
    erasure().erase(Actor.COMMAND_LINE, "Rosalind Thorn");
    source.close();
    Databases.deleteLog(directory.database());
    Files.copy(backup, directory.database(), StandardCopyOption.REPLACE_EXISTING);
    source = Databases.open("", directory);
    assertThat(words()).contains("one for Rosalind Thorn");

    AuditLog audit = new AuditLog(database(), CLOCK);
    Erasures erasures = new Erasures(database(), directory, CLOCK);
    new ErasedAgain(
        erasures,
        List.of(new StockWords(database(), audit)),
        new PredictionEraser(
            database(), new PhotoFolder(directory.photos()), audit, transaction(), erasures),
        audit,
        transaction(),
        log());

    assertThat(files()).noneMatch(content -> content.contains("Rosalind"));
    assertThat(words())
        .containsExactly(
            "…", "…", "mouldy", "…", "…", "…", "1 kg (…)", "…: quince 1 kg; 0.00", "1 kg (mouldy)");
  }

  @Test
  void a_customer_without_a_name_leaves_all_words_as_they_are() {
    ErasedCustomer blank = new ErasedCustomer(" ", "");

    assertThat(blank.removedFrom("mouldy, all of it")).isEqualTo("mouldy, all of it");
    assertThat(blank.with(new Customer(" ", null)).removedFrom("mouldy")).isEqualTo("mouldy");
  }

  private void movement(int number, String kind, @Nullable String reason, @Nullable String lot) {
    database()
        .sql(
            """
            INSERT INTO stock_movements (id, booking_id, position, kind, at, moved_on, actor, name,
              unit, amount, counted, reason, lot)
            VALUES (:id, :id, 1, :kind, 0, '2026-11-24', 'ann', 'quince', 'kg', :amount, :counted,
              :reason, :lot)
            """)
        .param("id", "00000000-0000-0000-0000-00000000000" + number)
        .param("kind", kind)
        .param("amount", kind.equals("waste") ? -1000 : 1000)
        .param("counted", kind.equals("count") ? 1000 : null)
        .param("reason", reason)
        .param("lot", lot)
        .update();
  }

  private void audit(String subject, String action, String after) {
    new AuditLog(database(), CLOCK)
        .record(Actor.SERVER, AuditEntry.Kind.STOCK, subject, action, null, after);
  }

  /** All words, in the order in which they were written. */
  private List<String> words() {
    return database()
        .sql(
            """
            SELECT words FROM (
              SELECT 1 AS place, id AS row, COALESCE(reason, lot) AS words FROM stock_movements
              UNION ALL SELECT 2, id, supplier FROM deliveries
              UNION ALL SELECT 3, id, document FROM deliveries
              UNION ALL SELECT 4, id, after_value FROM audit_log WHERE kind = 'stock')
            ORDER BY place, row
            """)
        .query(String.class)
        .list();
  }

  /** The contents of all files beside the database, its log among them. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("books"))) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        contents.add(new String(Files.readAllBytes(file), ISO_8859_1));
      }
      return contents;
    }
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
}
