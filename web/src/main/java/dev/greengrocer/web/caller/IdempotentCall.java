package dev.greengrocer.web.caller;

import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a program asks for that must happen once. */
public final class IdempotentCall {

  private IdempotentCall() {}

  /**
   * The request of the caller on this thread.
   *
   * @param key that they chose; absent when they chose none
   * @param sha256 of what is asked for, worked out only with a key
   * @return nothing without a key: then each request counts
   */
  public static @Nullable IdempotentRequest of(
      Scope scope, @Nullable String key, Supplier<String> sha256) {
    return key == null ? null : new IdempotentRequest(scope, Caller.owner(), key, sha256.get());
  }
}
