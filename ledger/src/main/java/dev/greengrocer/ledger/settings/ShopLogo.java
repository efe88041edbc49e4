package dev.greengrocer.ledger.settings;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The logo of the shop, if it has one. Thread-safe. */
@Repository
public class ShopLogo {

  private static final RowMapper<Stored<Logo>> ROWS =
      Stored.rows(
          row -> {
            String sha256 = row.text("sha256");
            return row.parsed(
                "png",
                "must be the file in base 64 whose hash is beside it",
                text -> checked(Logo.ofText(text), sha256));
          },
          "shop_logo",
          "id");

  private final JdbcClient database;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Clock clock;
  private volatile @Nullable Logo last;

  ShopLogo(JdbcClient database, AuditLog audit, TransactionOperations transaction, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  private static Logo checked(Logo logo, String sha256) {
    if (!logo.sha256().equals(sha256)) {
      throw new IllegalArgumentException("another hash");
    }
    return logo;
  }

  /**
   * The logo; empty when there is none or it cannot be read. Another server may have changed it.
   */
  public Optional<Logo> find() {
    Optional<String> sha256 =
        database.sql("SELECT sha256 FROM shop_logo WHERE id = 1").query(String.class).optional();
    Logo known = last;
    if (sha256.isEmpty() || (known != null && known.sha256().equals(sha256.get()))) {
      return sha256.map(same -> known);
    }
    Optional<Logo> found =
        database
            .sql("SELECT * FROM shop_logo WHERE id = 1")
            .query(ROWS)
            .optional()
            .flatMap(Stored::readable);
    found.ifPresent(logo -> last = logo);
    return found;
  }

  /** Makes a picture the logo, in place of the one before. */
  public void set(Actor actor, Logo logo) {
    transaction.executeWithoutResult(
        status -> {
          String before = find().map(Logo::sha256).orElse(null);
          database
              .sql(
                  """
                  INSERT INTO shop_logo (id, sha256, png, changed_at, changed_by)
                  VALUES (1, :sha256, :png, :at, :by)
                  ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, png = excluded.png,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                  """)
              .param("sha256", logo.sha256())
              .param("png", logo.text())
              .param("at", clock.instant().toEpochMilli())
              .param("by", actor.name())
              .update();
          audit.record(actor, AuditEntry.Kind.SETTING, "logo", "set", before, logo.sha256());
        });
  }

  /** Takes the logo away; whether there was one. */
  public boolean remove(Actor actor) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              String before = find().map(Logo::sha256).orElse(null);
              boolean wasThere = database.sql("DELETE FROM shop_logo").update() > 0;
              if (wasThere) {
                audit.record(actor, AuditEntry.Kind.SETTING, "logo", "removed", before, null);
              }
              return wasThere;
            }));
  }

  /** Every row that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.faults(database.sql("SELECT * FROM shop_logo ORDER BY id").query(ROWS).list());
  }
}
