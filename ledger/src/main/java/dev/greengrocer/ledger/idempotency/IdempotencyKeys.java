package dev.greengrocer.ledger.idempotency;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys of requests that were done, with what came of them. Thread-safe.
 *
 * <pre>{@code
 * String id = transaction.execute(status ->
 *     keys.resultOf(request, "sale").orElseGet(() -> {
 *       String made = make();
 *       keys.add(request, made, now); // another server that did the same meanwhile fails here
 *       return made;
 *     }));
 * }</pre>
 */
@Repository
public class IdempotencyKeys {

  private static final RowMapper<Stored<CompletedRequest>> ROWS =
      Stored.rows(IdempotencyKeys::read, "idempotency", "scope", "owner", "idempotency_key");

  private static final int PART = 1_000;

  /** The ids in one statement. */
  private static final int AT_ONCE = 500;

  private final JdbcClient database;

  /** The keys in a database that has its tables. */
  public IdempotencyKeys(JdbcClient database) {
    this.database = database;
  }

  /**
   * What came of the request with a key, whatever it asked for; empty when there was none.
   *
   * @throws RefusedException if its row cannot be read
   */
  public Optional<CompletedRequest> find(Scope scope, String owner, String key) {
    return database
        .sql(
            """
            SELECT * FROM idempotency
            WHERE scope = :scope AND owner = :owner AND idempotency_key = :key
            """)
        .param("scope", scope.id())
        .param("owner", owner)
        .param("key", key)
        .query(ROWS)
        .optional()
        .map(Stored::orRefuse);
  }

  /** The same, of the key of a request. */
  public Optional<CompletedRequest> find(IdempotentRequest request) {
    return find(request.scope(), request.owner(), request.key());
  }

  /** What came of a key that an earlier version stored with its owner's name in it. */
  public Optional<CompletedRequest> findEarlier(Scope scope, String key) {
    return find(scope, "", key);
  }

  /**
   * The id of what came of a request; empty when it was not done yet.
   *
   * @param thing what is asked for, for people
   * @throws RefusedException if its key was used for another request
   */
  public Optional<String> resultOf(IdempotentRequest request, String thing) {
    Optional<CompletedRequest> completed = find(request);
    if (completed.isPresent() && !completed.get().isOf(request.sha256())) {
      throw new RefusedException(
          Problem.KEY_REUSED,
          "This Idempotency-Key was used for another %s; take a new one.".formatted(thing));
    }
    return completed.map(CompletedRequest::resultId);
  }

  /**
   * Stores what came of a request; belongs in its transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException if its key is there already
   */
  public void add(IdempotentRequest request, String resultId, Instant at) {
    database
        .sql(
            """
            INSERT INTO idempotency (scope, owner, idempotency_key, request_sha256, result_id, at)
            VALUES (:scope, :owner, :key, :sha256, :result, :at)
            """)
        .param("scope", request.scope().id())
        .param("owner", request.owner())
        .param("key", request.key())
        .param("sha256", request.sha256())
        .param("result", resultId)
        .param("at", at.toEpochMilli())
        .update();
  }

  /**
   * Forgets what was asked for, but not that it was: a repeated request is refused, and nothing is
   * done twice.
   *
   * @param tells whether a key says what must be forgotten; such a key is removed
   */
  public void redact(Scope scope, String resultId, Predicate<String> tells) {
    boolean removed = false;
    for (String key : keys(scope, resultId)) {
      removed |= tells.test(key);
    }
    if (removed) {
      erase(scope, List.of(resultId));
      return;
    }
    database
        .sql(
            """
            UPDATE idempotency SET request_sha256 = :erased
            WHERE scope = :scope AND result_id = :result
            """)
        .param("erased", CompletedRequest.ERASED)
        .param("scope", scope.id())
        .param("result", resultId)
        .update();
  }

  private List<String> keys(Scope scope, String resultId) {
    return database
        .sql(
            """
            SELECT idempotency_key FROM idempotency
            WHERE scope = :scope AND result_id = :result
            """)
        .param("scope", scope.id())
        .param("result", resultId)
        .query(String.class)
        .list();
  }

  /** Removes the keys of results. */
  public void erase(Scope scope, List<String> resultIds) {
    for (int from = 0; from < resultIds.size(); from += AT_ONCE) {
      database
          .sql("DELETE FROM idempotency WHERE scope = :scope AND result_id IN (:ids)")
          .param("scope", scope.id())
          .param("ids", resultIds.subList(from, Math.min(from + AT_ONCE, resultIds.size())))
          .update();
    }
  }

  /**
   * Removes the keys of results of before a moment.
   *
   * @param firstId the first id of the moment, which keeps its key
   */
  public void eraseBefore(Scope scope, String firstId) {
    database
        .sql("DELETE FROM idempotency WHERE scope = :scope AND result_id < :first")
        .param("scope", scope.id())
        .param("first", firstId)
        .update();
  }

  /** Every row that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    List<UnreadableRow> faults = new ArrayList<>();
    RowMapper<Row> rows =
        (row, number) ->
            new Row(
                row.getString("scope"),
                row.getString("owner"),
                row.getString("idempotency_key"),
                ROWS.mapRow(row, number));
    Row last = new Row("", "", "", null);
    List<Row> part;
    do {
      part =
          database
              .sql(
                  """
                  SELECT * FROM idempotency
                  WHERE (scope, owner, idempotency_key) > (:scope, :owner, :key)
                  ORDER BY scope, owner, idempotency_key LIMIT :part
                  """)
              .param("scope", last.scope())
              .param("owner", last.owner())
              .param("key", last.key())
              .param("part", PART)
              .query(rows)
              .list();
      for (Row row : part) {
        if (row.stored() != null) {
          faults.addAll(Stored.faults(List.of(row.stored())));
        }
        last = row;
      }
    } while (part.size() == PART);
    return faults;
  }

  private record Row(
      String scope, String owner, String key, @Nullable Stored<CompletedRequest> stored) {}

  private static CompletedRequest read(StoredRow row) throws SQLException {
    return new CompletedRequest(
        row.text("request_sha256"), row.text("result_id"), row.moment("at"));
  }
}
