package dev.greengrocer.web.session;

import dev.greengrocer.files.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/**
 * Sessions in the database, so that who signed in at one server is signed in at all. As in memory,
 * there is one only of those who signed in. A request is written down when it changed something, or
 * when the last one that was is {@link #FRESH} ago. Thread-safe.
 */
final class SharedSessions implements SessionRepository<SharedSession> {

  private static final Logger log = LoggerFactory.getLogger(SharedSessions.class);

  /** How long the time of the last request may be behind. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Clock clock;
  private final Duration timeout;

  /**
   * @param timeout how long a session lasts without a request
   */
  SharedSessions(JdbcClient database, Clock clock, Duration timeout) {
    this.database = database;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public SharedSession createSession() {
    MapSession session = new MapSession();
    session.setCreationTime(clock.instant());
    session.setLastAccessedTime(clock.instant());
    session.setMaxInactiveInterval(timeout);
    return new SharedSession(session, null);
  }

  @Override
  public void save(SharedSession shared) {
    MapSession session = shared.session();
    SharedSession.Stored before = shared.stored();
    byte[] attributes = SealedAttributes.bytes(session);
    SharedSession.Stored now =
        new SharedSession.Stored(
            session.getId(), session.getLastAccessedTime(), Sha256.of(attributes));
    if (before != null && isFresh(before, now)) {
      return;
    }
    if (before != null && before.id().equals(now.id())) {
      update(now, session, attributes);
    } else {
      if (before == null) {
        forgetEnded();
      } else {
        deleteById(before.id());
      }
      insert(now, session, attributes);
    }
    shared.setStored(now);
  }

  private static boolean isFresh(SharedSession.Stored before, SharedSession.Stored now) {
    return before.id().equals(now.id())
        && before.attributesSha256().equals(now.attributesSha256())
        && now.seenAt().isBefore(before.seenAt().plus(FRESH));
  }

  private void insert(SharedSession.Stored now, MapSession session, byte[] attributes) {
    write(
        """
        INSERT INTO sessions (id_sha256, seen_at, ends_at, attributes)
        VALUES (:id, :seen, :ends, :attributes)
        """,
        now,
        session,
        attributes);
  }

  /** Of a session that was ended at another server meanwhile, none is left to change. */
  private void update(SharedSession.Stored now, MapSession session, byte[] attributes) {
    write(
        """
        UPDATE sessions SET seen_at = :seen, ends_at = :ends, attributes = :attributes
        WHERE id_sha256 = :id
        """,
        now,
        session,
        attributes);
  }

  private void write(String sql, SharedSession.Stored now, MapSession session, byte[] attributes) {
    database
        .sql(sql)
        .param("id", Sha256.of(now.id()))
        .param("seen", now.seenAt().toEpochMilli())
        .param("ends", now.seenAt().plus(session.getMaxInactiveInterval()).toEpochMilli())
        .param("attributes", SealedAttributes.seal(now.id(), attributes))
        .update();
  }

  private void forgetEnded() {
    database.sql("DELETE FROM sessions WHERE ends_at < :now").param("now", clock.millis()).update();
  }

  @Override
  public @Nullable SharedSession findById(String id) {
    Row row =
        database
            .sql(
                """
                SELECT seen_at, ends_at, attributes FROM sessions
                WHERE id_sha256 = :id AND ends_at >= :now
                """)
            .param("id", Sha256.of(id))
            .param("now", clock.millis())
            .query(
                (found, number) ->
                    new Row(
                        Instant.ofEpochMilli(found.getLong("seen_at")),
                        Instant.ofEpochMilli(found.getLong("ends_at")),
                        found.getString("attributes")))
            .optional()
            .orElse(null);
    return row == null ? null : read(id, row);
  }

  private record Row(Instant seen, Instant ends, String attributes) {}

  /** Of what cannot be read, such as another version's, nothing is left: sign in again. */
  private @Nullable SharedSession read(String id, Row row) {
    MapSession session = new MapSession(id);
    byte[] bytes;
    try {
      bytes = SealedAttributes.open(id, row.attributes());
      SealedAttributes.attributes(bytes).forEach(session::setAttribute);
    } catch (IllegalArgumentException e) {
      log.info("A session ends because it cannot be read: {}", e.getMessage());
      deleteById(id);
      return null;
    }
    session.setCreationTime(row.seen());
    session.setLastAccessedTime(row.seen());
    session.setMaxInactiveInterval(Duration.between(row.seen(), row.ends()));
    return new SharedSession(session, new SharedSession.Stored(id, row.seen(), Sha256.of(bytes)));
  }

  @Override
  public void deleteById(String id) {
    database.sql("DELETE FROM sessions WHERE id_sha256 = :id").param("id", Sha256.of(id)).update();
  }
}
