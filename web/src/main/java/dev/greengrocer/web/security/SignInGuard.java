package dev.greengrocer.web.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes guessing slow. After some failures a name and an address have to wait, twice as long after
 * each further failure. An attempt counts as a failure until it has succeeded, so that a hundred at
 * once are no better than one after the other; names that do not exist wait like those that do, so
 * waiting tells nothing about who is here. Attempts during a wait do not lengthen it. What is known
 * outlives a restart. Thread-safe.
 */
@Component
class SignInGuard {

  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final int LONGEST_NAME = 80;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final SecuritySettings settings;

  SignInGuard(JdbcClient database, TransactionOperations transaction, SecuritySettings settings) {
    this.database = database;
    this.transaction = transaction;
    this.settings = settings;
  }

  /**
   * Asks to try a password.
   *
   * @return how long to wait first; empty when it may be tried now, which counts as a failure until
   *     {@link #succeeded}
   */
  Optional<Duration> attempt(String name, String address, Instant now) {
    Duration wait =
        transaction.execute(
            status -> {
              forget(now);
              Duration ofAddress = count(address(address), settings.addressFailures(), now);
              return ofAddress.isZero()
                  ? count(user(name), settings.userFailures(), now)
                  : ofAddress;
            });
    return wait.isZero() ? Optional.empty() : Optional.of(wait);
  }

  /** Takes back what the attempt was counted as. */
  void succeeded(String name, String address) {
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("DELETE FROM sign_in_failures WHERE subject = :subject")
              .param("subject", user(name))
              .update();
          // Not forgotten: whoever has an account could go on guessing others' between their own.
          database
              .sql(
                  """
                  UPDATE sign_in_failures SET failures = failures - 1
                  WHERE subject = :subject AND failures > 0
                  """)
              .param("subject", address(address))
              .update();
        });
  }

  private record Failures(int failures, long lastAt) {}

  private Duration count(String subject, int free, Instant now) {
    Optional<Failures> known =
        database
            .sql("SELECT failures, last_at FROM sign_in_failures WHERE subject = :subject")
            .param("subject", subject)
            .query((row, number) -> new Failures(row.getInt("failures"), row.getLong("last_at")))
            .optional();
    if (known.isEmpty()) {
      return counted(
          database
              .sql(
                  """
                  INSERT INTO sign_in_failures (subject, failures, last_at)
                  VALUES (:subject, 1, :now) ON CONFLICT DO NOTHING
                  """)
              .param("subject", subject)
              .param("now", now.toEpochMilli())
              .update());
    }
    Failures before = known.get();
    if (before.failures() >= free) {
      Instant end = Instant.ofEpochMilli(before.lastAt()).plus(delay(before.failures() - free));
      if (now.isBefore(end)) {
        return Duration.between(now, end);
      }
    }
    return counted(
        database
            .sql(
                """
                UPDATE sign_in_failures SET failures = failures + 1, last_at = :now
                WHERE subject = :subject AND failures = :failures AND last_at = :lastAt
                """)
            .param("now", now.toEpochMilli())
            .param("subject", subject)
            .param("failures", before.failures())
            .param("lastAt", before.lastAt())
            .update());
  }

  // No row: another attempt was counted at the same moment, and one at a time is enough.
  private static Duration counted(int rows) {
    return rows == 0 ? AT_ONCE : Duration.ZERO;
  }

  private Duration delay(int failuresBeyond) {
    int doublings = Math.min(failuresBeyond, 20);
    Duration delay = settings.firstDelay().multipliedBy(1L << doublings);
    return delay.compareTo(settings.longestDelay()) < 0 ? delay : settings.longestDelay();
  }

  private void forget(Instant now) {
    database
        .sql("DELETE FROM sign_in_failures WHERE last_at < :before")
        .param("before", now.minus(FORGOTTEN).toEpochMilli())
        .update();
  }

  private static String user(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return "user:" + lower.substring(0, Math.min(LONGEST_NAME, lower.length()));
  }

  /** Of an IPv6 address the first half, which is what one household or company has. */
  private static String address(String address) {
    String[] groups = address.split(":", -1);
    return "address:"
        + (groups.length > 4 ? String.join(":", java.util.Arrays.copyOf(groups, 4)) : address);
  }
}
