package dev.greengrocer.ledger.database;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose turn a job is that every server would do by itself. Of the servers on one PostgreSQL the
 * first that asks does it; on SQLite there is one server, and it is always its turn. A server that
 * ends half way leaves the job to the next turn. Thread-safe.
 *
 * <pre>{@code
 * if (turns.take("photo-retention", JobTurns.EACH_HOUR)) {
 *   eraser.erasePhotosBefore(…);
 * }
 * }</pre>
 */
@Component
public class JobTurns {

  /** The pause of a job that each server would do once an hour. */
  public static final Duration EACH_HOUR = Duration.ofMinutes(55);

  /** The pause of a job that each server would do once a night. */
  public static final Duration EACH_NIGHT = Duration.ofHours(12);

  private final JdbcClient database;
  private final JdbcTemplate template;
  private final Clock clock;

  /** The turns of the servers on a database. */
  public JobTurns(DataSource database, Clock clock) {
    this.database = JdbcClient.create(database);
    this.template = new JdbcTemplate(database);
    this.clock = clock;
  }

  /**
   * Takes the turn.
   *
   * @param pause how long after one turn the next one may begin; less than the time between the
   *     runs of one server, and more than the clocks of the servers differ
   * @return whether the job is to be done here now
   */
  public boolean take(String job, Duration pause) {
    if (Databases.isSqlite(template)) {
      return true;
    }
    long now = clock.millis();
    return database
            .sql(
                """
                INSERT INTO job_turns (job, begun_at) VALUES (:job, :now)
                ON CONFLICT (job) DO UPDATE SET begun_at = excluded.begun_at
                WHERE job_turns.begun_at <= :last OR job_turns.begun_at > :next
                """)
            .param("job", job)
            .param("now", now)
            .param("last", now - pause.toMillis())
            // A turn that is to come is of a clock that was set back since: the job does not wait
            // for it.
            .param("next", now + pause.toMillis())
            .update()
        == 1;
  }
}
