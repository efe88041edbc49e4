package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The idempotency keys of requests that are running now. Thread-safe. */
final class RunningKeys {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  /**
   * Holds a key until the request ends.
   *
   * @param key null for a request that has none
   * @throws RefusedException if another request with the same key is running
   */
  Key hold(@Nullable String key) {
    if (key == null) {
      return () -> {};
    }
    if (!keys.add(key)) {
      throw RefusedException.tryAgain(
          Problem.STILL_RUNNING,
          "A request with this Idempotency-Key is being answered; ask again for its answer",
          SOON);
    }
    return () -> keys.remove(key);
  }

  /** A key that is held. */
  interface Key extends AutoCloseable {
    @Override
    void close();
  }
}
