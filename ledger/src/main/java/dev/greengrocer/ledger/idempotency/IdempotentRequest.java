package dev.greengrocer.ledger.idempotency;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A request whose sender promises, by a key, that all requests with it are one.
 *
 * @param owner who chose the key: two owners never share one; empty when only its owner can know it
 * @param key 1 to 200 characters
 * @param sha256 the hash of the request in canonical form: everything that the result depends on,
 *     however the request was written; 64 lower-case hexadecimal digits
 * @param before the same request as earlier versions stored it, or null
 */
public record IdempotentRequest(
    Scope scope, String owner, String key, String sha256, @Nullable EarlierRequest before) {

  /** A request that no earlier version stored otherwise. */
  public IdempotentRequest(Scope scope, String owner, String key, String sha256) {
    this(scope, owner, key, sha256, null);
  }

  /**
   * A request as earlier versions stored it: with the name of its owner in the key, which others
   * may have had, too.
   *
   * @param wrote whether the sender of the present request made what an actor and an id tell
   */
  public record EarlierRequest(
      String key, String sha256, BiPredicate<@Nullable String, String> wrote) {}
}
