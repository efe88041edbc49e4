package dev.greengrocer.web.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/** A session that several servers know, and what of it is stored. Not thread-safe. */
final class SharedSession implements Session {

  private final MapSession session;
  private @Nullable Stored stored;

  /**
   * @param stored what is stored of it, or null when nothing is yet
   */
  SharedSession(MapSession session, @Nullable Stored stored) {
    this.session = session;
    this.stored = stored;
  }

  /** What of a session is stored: under which id, last seen when, and the hash of what it holds. */
  record Stored(String id, Instant seenAt, String attributesSha256) {}

  MapSession session() {
    return session;
  }

  @Nullable Stored stored() {
    return stored;
  }

  void setStored(Stored now) {
    stored = now;
  }

  @Override
  public String getId() {
    return session.getId();
  }

  @Override
  public String changeSessionId() {
    return session.changeSessionId();
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
  public <T> @Nullable T getAttribute(String name) {
    return session.getAttribute(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return session.getAttributeNames();
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    session.setAttribute(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    session.removeAttribute(name);
  }

  @Override
  public Instant getCreationTime() {
    return session.getCreationTime();
  }

  @Override
  public void setLastAccessedTime(Instant time) {
    session.setLastAccessedTime(time);
  }

  @Override
  public Instant getLastAccessedTime() {
    return session.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    session.setMaxInactiveInterval(interval);
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return session.getMaxInactiveInterval();
  }

  @Override
  public boolean isExpired() {
    return session.isExpired();
  }
}
