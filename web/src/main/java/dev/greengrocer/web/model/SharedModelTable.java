package dev.greengrocer.web.model;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What servers on one PostgreSQL tell each other of their model. Times are those of the database:
 * the servers' own clocks may differ. Thread-safe.
 */
final class SharedModelTable {

  private static final String NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

  /** A server that was not seen for so long has ended, or cannot answer either. */
  private static final Duration GONE = Duration.ofSeconds(10);

  /** A proposal whose server has ended. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private static final int LONGEST = 1_000;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final String name;
  private final String id = Ids.next();

  /**
   * @param name how messages call this server
   */
  SharedModelTable(JdbcClient database, TransactionOperations transaction, String name) {
    this.database = database;
    this.transaction = transaction;
    this.name = name;
  }

  /** A model that answers, or is to. */
  record Choice(String id, String bundle, String sha256) {}

  /** A server that has not opened a proposal, and why. */
  record Answer(String server, @Nullable String refusal) {}

  /** Says that this server is there, and forgets those that have ended without a word. */
  void enter() {
    database
        .sql("DELETE FROM servers WHERE seen_at < %s - :gone".formatted(NOW))
        .param("gone", STALE.toMillis())
        .update();
    beSeen();
  }

  void beSeen() {
    database
        .sql(
            """
            INSERT INTO servers (id, name, seen_at) VALUES (:id, :name, %s)
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
            """
                .formatted(NOW))
        .param("id", id)
        .param("name", name)
        .update();
  }

  void leave() {
    database.sql("DELETE FROM servers WHERE id = :id").param("id", id).update();
  }

  /** The model that the other servers answer with; where there are none, this one from now on. */
  Choice activeOrElse(String bundle, String sha256) {
    return transaction.execute(
        status -> {
          database.sql("LOCK TABLE shared_models IN EXCLUSIVE MODE").update();
          if (!others()) {
            database.sql("DELETE FROM shared_models WHERE state = 'active'").update();
          }
          insert("active", bundle, sha256);
          return active();
        });
  }

  private boolean others() {
    return database
        .sql(
            "SELECT EXISTS (SELECT 1 FROM servers WHERE id <> :id AND seen_at >= %s - :gone)"
                .formatted(NOW))
        .param("id", id)
        .param("gone", GONE.toMillis())
        .query(Boolean.class)
        .single();
  }

  /** Writes a model down, unless there is one of that state; returns its id, or null. */
  private @Nullable String insert(String state, String bundle, String sha256) {
    String choice = Ids.next();
    int rows =
        database
            .sql(
                """
                INSERT INTO shared_models (state, id, bundle, sha256, at)
                VALUES (:state, :id, :bundle, :sha256, %s) ON CONFLICT (state) DO NOTHING
                """
                    .formatted(NOW))
            .param("state", state)
            .param("id", choice)
            .param("bundle", bundle)
            .param("sha256", sha256)
            .update();
    return rows == 1 ? choice : null;
  }

  /** The model that answers. */
  Choice active() {
    return choice("active").orElseThrow(() -> new IllegalStateException("a start writes it"));
  }

  /** The model that all are to open, if there is one. */
  Optional<Choice> proposal() {
    return choice("proposed");
  }

  private Optional<Choice> choice(String state) {
    return database
        .sql("SELECT id, bundle, sha256 FROM shared_models WHERE state = :state")
        .param("state", state)
        .query(
            (row, number) ->
                new Choice(row.getString("id"), row.getString("bundle"), row.getString("sha256")))
        .optional();
  }

  /**
   * Asks all servers to open a bundle.
   *
   * @return the id of the proposal, which this server has opened
   * @throws RefusedException if they are asked for another one already
   */
  String propose(String bundle, String sha256) {
    database
        .sql(
            "DELETE FROM shared_models WHERE state = 'proposed' AND at < %s - :gone".formatted(NOW))
        .param("gone", STALE.toMillis())
        .update();
    String proposal = insert("proposed", bundle, sha256);
    if (proposal == null) {
      throw new RefusedException(
          Problem.CONFLICT, "The model is being changed at another server; try again");
    }
    answer(proposal, null);
    return proposal;
  }

  boolean hasAnswered(String proposal) {
    return database
        .sql("SELECT COUNT(*) FROM servers WHERE id = :id AND proposal_id = :proposal")
        .param("id", id)
        .param("proposal", proposal)
        .query(Long.class)
        .single()
        .equals(1L);
  }

  /**
   * Says that this server has opened a bundle, or why it cannot.
   *
   * @param refusal null when it has
   */
  void answer(String proposal, @Nullable String refusal) {
    database
        .sql("UPDATE servers SET proposal_id = :proposal, refusal = :refusal WHERE id = :id")
        .param("id", id)
        .param("proposal", proposal)
        .param(
            "refusal",
            refusal == null ? null : refusal.substring(0, Math.min(LONGEST, refusal.length())))
        .update();
  }

  /** The servers that are there and have not opened the bundle. */
  List<Answer> missing(String proposal) {
    return database
        .sql(
            """
            SELECT name, CASE WHEN proposal_id = :proposal THEN refusal END AS refusal
            FROM servers
            WHERE seen_at >= %s - :gone AND id <> :id
              AND (proposal_id IS NULL OR proposal_id <> :proposal OR refusal IS NOT NULL)
            ORDER BY name, id
            """
                .formatted(NOW))
        .param("proposal", proposal)
        .param("gone", GONE.toMillis())
        .param("id", id)
        .query((row, number) -> new Answer(row.getString("name"), row.getString("refusal")))
        .list();
  }

  /** Makes a proposal the model that answers, in the transaction at hand. */
  void accept(String proposal) {
    database.sql("DELETE FROM shared_models WHERE state = 'active'").update();
    int rows =
        database
            .sql("UPDATE shared_models SET state = 'active' WHERE id = :id AND state = 'proposed'")
            .param("id", proposal)
            .update();
    if (rows != 1) {
      throw new RefusedException(
          Problem.CONFLICT, "Opening the model took too long; the present one goes on");
    }
  }

  /** Takes a proposal back that was not accepted. */
  void withdraw(String proposal) {
    database
        .sql("DELETE FROM shared_models WHERE id = :id AND state = 'proposed'")
        .param("id", proposal)
        .update();
  }
}
