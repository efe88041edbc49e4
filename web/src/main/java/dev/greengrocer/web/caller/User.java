package dev.greengrocer.web.caller;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in. Immutable.
 *
 * @param id UUIDv7
 * @param name 1 to 40 lower-case letters, digits, dots, dashes and underscores; one user each
 * @param password its hash, with the algorithm before it
 * @param role what they may do
 * @param mustChange whether another person knows the password, so that it opens one page alone
 * @param disabled whether they may no longer come in
 * @param version goes up with every change that ends their sessions
 * @param createdAt when they were let in
 * @param lastSignInAt when they last came, or null when never
 */
public record User(
    String id,
    String name,
    String password,
    Role role,
    boolean mustChange,
    boolean disabled,
    int version,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {

  /** Names no hash: a user may end up in a log. */
  @Override
  public String toString() {
    return name + " (" + role.id() + (disabled ? ", disabled)" : ")");
  }
}
