package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Erases customers from what people have written beside goods: why something was thrown away,
 * counted or voided, lots, and the papers of deliveries. What moved stays. Thread-safe.
 */
@Component
class StockWords implements CustomerRecords {

  private static final String GONE = "…";
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Words REASONS = new Words("stock_movements", "reason", "booking_id");
  private static final Words SUPPLIERS = new Words("deliveries", "supplier", "id");
  private static final List<Words> ALL =
      List.of(
          REASONS,
          new Words("stock_movements", "lot", "booking_id"),
          SUPPLIERS,
          new Words("deliveries", "document", "id"));

  private final JdbcClient database;
  private final IdempotencyKeys keys;
  private final AuditLog audit;

  StockWords(JdbcClient database, AuditLog audit) {
    this.database = database;
    this.keys = new IdempotencyKeys(database);
    this.audit = audit;
  }

  @Override
  public String kind() {
    return "stock";
  }

  @Override
  public ErasedRows erase(CustomerIdentity customer) {
    Set<String> concerned = new HashSet<>();
    for (Words words : ALL) {
      // A customer Meier does not take half its name from the supplier Meier & Sons.
      if (!words.equals(SUPPLIERS) || !customer.isOneWord()) {
        concerned.addAll(redact(words, customer::removedFrom));
      }
    }
    audit.redact(AuditEntry.Kind.STOCK, null, customer::removedFrom);
    return new ErasedRows(Set.of(), concerned);
  }

  /**
   * Takes customers whose time is over out of all reasons; lots and papers name no buyers.
   *
   * @param without a text without them
   */
  void redactReasons(UnaryOperator<String> without) {
    redact(REASONS, without);
    audit.redact(AuditEntry.Kind.STOCK, null, without);
  }

  @Override
  public void eraseAgain(ErasedRows rows) {
    // Nothing tells any more whom of those that they name, so the words of these rows go
    // altogether.
    for (Words words : ALL) {
      for (String id : rows.mentioning()) {
        for (String text : texts(words, id)) {
          audit.redact(AuditEntry.Kind.STOCK, null, entry -> without(entry, text));
          database
              .sql("UPDATE %s SET %s = :gone WHERE id = :id".formatted(words.table, words.column))
              .param("gone", GONE)
              .param("id", id)
              .update();
        }
      }
    }
  }

  /**
   * An entry of the audit log without a text that it repeats whole: alone, first or in brackets.
   */
  private static String without(String entry, String text) {
    if (entry.equals(text)) {
      return GONE;
    }
    if (entry.endsWith("(" + text + ")")) {
      return entry.substring(0, entry.length() - text.length() - 1) + GONE + ")";
    }
    return entry.startsWith(text + ": ") ? GONE + entry.substring(text.length()) : entry;
  }

  private List<String> texts(Words words, String id) {
    return database
        .sql(
            "SELECT %2$s FROM %1$s WHERE id = :id AND %2$s IS NOT NULL AND %2$s <> :gone"
                .formatted(words.table, words.column))
        .param("id", id)
        .param("gone", GONE)
        .query(String.class)
        .list();
  }

  /** Rewrites all words of a column; the ids of the rows that changed. */
  private Set<String> redact(Words words, UnaryOperator<String> rewrite) {
    Set<String> changed = new HashSet<>();
    List<String> texts =
        database
            .sql(
                "SELECT DISTINCT %2$s FROM %1$s WHERE %2$s IS NOT NULL"
                    .formatted(words.table, words.column))
            .query(String.class)
            .list();
    for (String text : texts) {
      String left = rewrite.apply(text);
      if (!left.equals(text)) {
        changed.addAll(ids(words, "id", text));
        ids(words, words.booking, text).forEach(booking -> forgetRequest(booking, rewrite));
        database
            .sql(
                "UPDATE %1$s SET %2$s = :left WHERE %2$s = :text"
                    .formatted(words.table, words.column))
            .param("left", left)
            .param("text", text)
            .update();
      }
    }
    return changed;
  }

  private Set<String> ids(Words words, String column, String text) {
    return new HashSet<>(
        database
            .sql(
                "SELECT %3$s FROM %1$s WHERE %2$s = :text"
                    .formatted(words.table, words.column, column))
            .param("text", text)
            .query(String.class)
            .list());
  }

  /** A retry after the erasure meets another hash: it is refused, and never booked twice. */
  private void forgetRequest(String booking, UnaryOperator<String> rewrite) {
    for (Scope scope : List.of(Scope.DELIVERY, Scope.WASTE, Scope.COUNT)) {
      keys.redact(scope, booking, key -> isNamedIn(key, rewrite));
    }
  }

  /** Whether a key names a person: programs put dashes and the like where people put spaces. */
  static boolean isNamedIn(String key, UnaryOperator<String> without) {
    String spaced = NO_WORD.matcher(key).replaceAll(" ");
    return !without.apply(key).equals(key) || !without.apply(spaced).equals(spaced);
  }

  /**
   * A column in which people write.
   *
   * @param booking the column with what an idempotent request has made
   */
  private record Words(String table, String column, String booking) {}
}
