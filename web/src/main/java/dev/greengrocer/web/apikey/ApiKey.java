package dev.greengrocer.web.apikey;

import dev.greengrocer.web.caller.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a program comes in with. Immutable; the secret itself is kept nowhere.
 *
 * @param id UUIDv7
 * @param name what it is for, 1 to 60 characters
 * @param beginning the first characters of the secret, to tell keys apart
 * @param role what it may do
 * @param requestsPerMinute how often it may ask
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param lastUsedAt when it was last used, to the minute, or null when never
 * @param revokedAt when it stopped working, or null while it works
 */
public record ApiKey(
    String id,
    String name,
    String beginning,
    Role role,
    int requestsPerMinute,
    Instant createdAt,
    String createdBy,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** Whether it no longer works. */
  public boolean revoked() {
    return revokedAt != null;
  }
}
