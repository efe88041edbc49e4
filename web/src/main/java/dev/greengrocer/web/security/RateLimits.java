package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.apikey.ApiKey;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * How often each API key may ask: a bucket of one minute's requests that fills steadily. Only keys
 * that exist have one, so that a stranger cannot fill the memory. Thread-safe.
 */
@Component
class RateLimits {

  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * Takes one request from a key's bucket.
   *
   * @return how many are left
   * @throws RefusedException if there is none left
   */
  long take(ApiKey key) {
    Bucket bucket = buckets.computeIfAbsent(key.id(), id -> bucket(key.requestsPerMinute()));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw RefusedException.tryAgain(
          Problem.RATE_LIMITED,
          "The key '%s' may ask %d times a minute; wait and try again."
              .formatted(key.name(), key.requestsPerMinute()),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    return probe.getRemainingTokens();
  }

  private static Bucket bucket(int requestsPerMinute) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(requestsPerMinute)
                    .refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
        .build();
  }
}
