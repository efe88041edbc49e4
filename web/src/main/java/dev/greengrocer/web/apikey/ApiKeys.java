package dev.greengrocer.web.apikey;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.web.account.SecuritySettings;
import dev.greengrocer.web.account.Users;
import dev.greengrocer.web.caller.Role;
import jakarta.annotation.PreDestroy;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys of programs: made, found by their secret, revoked. A secret is shown once and kept as a
 * hash. Thread-safe.
 */
@Repository
public class ApiKeys {

  private static final String PREFIX = "gg_";
  private static final int SECRET_BYTES = 32;
  private static final int BEGINNING = 9;
  static final int LONGEST_NAME = 60;
  static final String NAME = "must be 1 to " + LONGEST_NAME + " printable characters";
  static final int MOST_REQUESTS = 1_000_000;
  static final String LIMIT = "must be 1 to " + MOST_REQUESTS;
  private static final Duration LAST_USED_STEP = Duration.ofMinutes(1);

  private static final RowMapper<Stored<ApiKey>> ROWS =
      Stored.rows(ApiKeys::read, "api_keys", "id");

  private final Clock clock;
  private final JdbcClient database;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final SecuritySettings settings;
  private final SecureRandom random = new SecureRandom();
  private final LastUses lastUses;

  ApiKeys(
      JdbcClient database,
      AuditLog audit,
      TransactionOperations transaction,
      SecuritySettings settings,
      Clock clock) {
    this.clock = clock;
    this.database = database;
    this.audit = audit;
    this.transaction = transaction;
    this.settings = settings;
    this.lastUses = new LastUses(database);
  }

  /** Writes down the last uses before the database is closed. */
  @PreDestroy
  void close() {
    lastUses.close();
  }

  /**
   * A new key.
   *
   * @param secret what goes behind {@code Authorization: Bearer}; it is shown this once
   */
  public record NewKey(ApiKey key, String secret) {}

  /**
   * Makes a key.
   *
   * @param actor who makes it
   * @param requestsPerMinute how often it may ask, or null for the setting
   * @throws RefusedException if the name or the limit is no good
   */
  public NewKey create(Actor actor, String name, Role role, @Nullable Integer requestsPerMinute) {
    String wanted = name.strip();
    if (wanted.isEmpty()
        || wanted.length() > LONGEST_NAME
        || wanted.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(Problem.UNPROCESSABLE, "Name of the key: " + NAME);
    }
    int limit = requestsPerMinute == null ? settings.requestsPerMinute() : requestsPerMinute;
    if (limit < 1 || limit > MOST_REQUESTS) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "Requests per minute %d: %s".formatted(limit, LIMIT));
    }
    byte[] bits = new byte[SECRET_BYTES];
    random.nextBytes(bits);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    ApiKey key =
        new ApiKey(
            Ids.next(),
            wanted,
            secret.substring(0, BEGINNING),
            role,
            limit,
            clock.instant(),
            actor.name(),
            null,
            null);
    transaction.executeWithoutResult(
        status -> {
          database
              .sql(
                  """
                  INSERT INTO api_keys
                    (id, name, secret_sha256, beginning, role, requests_per_minute,
                     created_at, created_by)
                  VALUES (:id, :name, :secret, :beginning, :role, :limit, :at, :by)
                  """)
              .param("id", key.id())
              .param("name", wanted)
              .param("secret", Sha256.of(secret))
              .param("beginning", key.beginning())
              .param("role", role.id())
              .param("limit", limit)
              .param("at", key.createdAt().toEpochMilli())
              .param("by", key.createdBy())
              .update();
          audit.record(
              actor,
              AuditEntry.Kind.KEY,
              subject(key),
              "created",
              null,
              role.id() + ", " + limit + "/min");
        });
    return new NewKey(key, secret);
  }

  /** The key of a secret, if it is known and works. */
  public Optional<ApiKey> find(String secret) {
    return database
        .sql("SELECT * FROM api_keys WHERE secret_sha256 = :secret AND revoked_at IS NULL")
        .param("secret", Sha256.of(secret))
        .query(ROWS)
        .optional()
        .flatMap(Stored::readable);
  }

  /** Every key, the latest first, the revoked ones too. */
  List<ApiKey> all() {
    return Stored.values(
        database.sql("SELECT * FROM api_keys ORDER BY id DESC").query(ROWS).list());
  }

  /**
   * Remembers that a key was used, at most once a minute. It is written on a thread of its own,
   * because a database that is locked or full must not keep the request from being answered.
   */
  public void used(ApiKey key) {
    Instant now = clock.instant();
    Instant last = key.lastUsedAt();
    if (last == null || now.isAfter(last.plus(LAST_USED_STEP))) {
      lastUses.write(key.id(), now);
    }
  }

  /**
   * Ends a key at once and for ever.
   *
   * @throws RefusedException if there is none
   */
  void revoke(Actor actor, String id) {
    transaction.executeWithoutResult(
        status -> {
          ApiKey key =
              database
                  .sql("SELECT * FROM api_keys WHERE id = :id")
                  .param("id", id)
                  .query(ROWS)
                  .optional()
                  .map(Stored::orRefuse)
                  .orElseThrow(
                      () ->
                          new RefusedException(
                              Problem.NOT_FOUND, "There is no API key '%s'.".formatted(id)));
          if (key.revoked()) {
            return;
          }
          database
              .sql("UPDATE api_keys SET revoked_at = :now WHERE id = :id")
              .param("now", clock.millis())
              .param("id", id)
              .update();
          audit.record(actor, AuditEntry.Kind.KEY, subject(key), "revoked", key.role().id(), null);
        });
  }

  private static String subject(ApiKey key) {
    return key.name() + " (" + key.beginning() + "…)";
  }

  /** Every row of users and API keys that cannot be read. Who it is does not come in. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    List<UnreadableRow> faults = new ArrayList<>(Users.unreadable(database));
    faults.addAll(
        Stored.faults(database.sql("SELECT * FROM api_keys ORDER BY id").query(ROWS).list()));
    return faults;
  }

  private static ApiKey read(StoredRow row) throws SQLException {
    return new ApiKey(
        row.text("id"),
        row.text("name"),
        row.text("beginning"),
        row.parsed("role", Role.EXPECTED, Role::of),
        (int) row.whole("requests_per_minute", 1, Integer.MAX_VALUE),
        row.moment("created_at"),
        row.text("created_by"),
        row.optionalMoment("last_used_at"),
        row.optionalMoment("revoked_at"));
  }
}
