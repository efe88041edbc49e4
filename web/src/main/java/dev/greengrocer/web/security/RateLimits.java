package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.web.apikey.ApiKey;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How many requests each API key may send: a bucket of one minute's requests that fills steadily.
 * Servers on one PostgreSQL share it; the one server on SQLite holds it in memory. Only keys that
 * exist have one, so that strangers cannot fill the memory. Thread-safe.
 */
@Component
class RateLimits {

  /**
   * How long a server may count by itself before it asks the database what the others have let
   * through. Together they let through at most as much more as each one may in this time.
   */
  private static final Duration ALONE = Duration.ofSeconds(1);

  private final Function<ApiKey, Bucket> source;
  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimits(DataSource database) {
    this.source =
        Databases.isSqlite(new JdbcTemplate(database)) ? RateLimits::inMemory : shared(database);
  }

  /**
   * Takes one request from a key's bucket.
   *
   * @return how many are left; of a shared bucket, as far as this server knows
   * @throws RefusedException if there is none left
   */
  long take(ApiKey key) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw RefusedException.tryAgain(
          Problem.RATE_LIMITED,
          "The key '%s' may ask %d times a minute; wait and try again."
              .formatted(key.name(), key.requestsPerMinute()),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    return probe.getRemainingTokens();
  }

  private Bucket bucket(ApiKey key) {
    Bucket known = buckets.get(key.id());
    if (known == null) {
      Bucket made = source.apply(key); // may wait for the database, so no lock is held
      Bucket earlier = buckets.putIfAbsent(key.id(), made);
      known = earlier == null ? made : earlier;
    }
    return known;
  }

  private static Bucket inMemory(ApiKey key) {
    return Bucket.builder().addLimit(limit(key)).build();
  }

  private static Function<ApiKey, Bucket> shared(DataSource database) {
    ProxyManager<String> limits =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("rate_limits")
            .idColumn("id")
            .stateColumn("state")
            .build();
    return key -> {
      DelayParameters alone =
          new DelayParameters(Math.max(1, share(key.requestsPerMinute())), ALONE);
      Bucket bucket =
          limits
              .builder()
              .withOptimization(Optimizations.delaying(alone))
              .build(key.id(), () -> BucketConfiguration.builder().addLimit(limit(key)).build());
      // Writes it down. Bucket4j fails requests that come at once for one that is not there yet.
      bucket.getAvailableTokens();
      return bucket;
    };
  }

  /** Of a minute's requests, those of the time alone. */
  private static long share(int requestsPerMinute) {
    return requestsPerMinute * ALONE.toMillis() / Duration.ofMinutes(1).toMillis();
  }

  private static Bandwidth limit(ApiKey key) {
    return Bandwidth.builder()
        .capacity(key.requestsPerMinute())
        .refillGreedy(key.requestsPerMinute(), Duration.ofMinutes(1))
        .build();
  }
}
