package dev.greengrocer.web.account;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.web.caller.User;
import java.io.Serializable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes guessing slow for those who guess, and for no one else. Failures are counted by name and
 * address together: after some, each further attempt of that name from there waits its turn, twice
 * as long as the one before up to a longest delay, and is then tried. So a stranger can slow down a
 * name where the stranger is, and lock no one out. An address from which many attempts failed takes
 * turns, too, whatever names are tried, a short time apart. A browser in which the user has signed
 * in before ({@link KnownBrowsers}) is counted by itself, and a one-time password, which cannot be
 * guessed, is tried at once: neither waits for what strangers do behind the same address.
 *
 * <p>An attempt counts as a failure until it has succeeded, so that a hundred at once are no better
 * than one after the other. It is refused, and not counted, only while others of the same name and
 * address fill the longest delay. Names that do not exist are treated like those that do. Names are
 * kept as hashes: people type their password there. What is known outlives a restart. Thread-safe.
 */
@Component
public class SignInGuard {

  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int MOST_SUBJECTS = 10_000;
  private static final int HASH_LENGTH = 32;
  private static final String PIN = "@pin";
  // 10,000 PINs of four digits take months at this pace.
  private static final Duration LONGEST_OF_PINS = Duration.ofMinutes(15);

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final SecuritySettings settings;
  private final Users users;
  private final KnownBrowsers browsers;

  SignInGuard(
      JdbcClient database,
      TransactionOperations transaction,
      SecuritySettings settings,
      Users users,
      KnownBrowsers browsers) {
    this.database = database;
    this.transaction = transaction;
    this.settings = settings;
    this.users = users;
    this.browsers = browsers;
  }

  /**
   * When a password may be tried.
   *
   * @param delay how long to wait before it is tried; with {@code refused}, before asking again
   * @param refused whether it is not tried at all
   * @param subjects what it was counted under: the name first, then the address if that counts
   */
  public record Turn(Duration delay, boolean refused, List<String> subjects)
      implements Serializable {}

  /**
   * Takes a turn, which counts as a failure until {@link #succeeded}.
   *
   * @param browser the secret of the browser that asks, or null
   */
  public Turn turn(
      String name, String password, String address, @Nullable String browser, Instant now) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    if (Passwords.looksOneTime(password)
        && users.findByName(wanted).filter(User::mustChange).isPresent()) {
      return new Turn(Duration.ZERO, false, List.of());
    }
    List<String> subjects =
        browsers
            .of(wanted, browser)
            .map(known -> List.of(user(wanted) + "@" + known.substring(0, HASH_LENGTH)))
            .orElseGet(() -> List.of(user(wanted) + "@" + network(address), at(address)));
    return transaction.execute(status -> turn(subjects, settings.longestDelay(), now));
  }

  /**
   * Takes a turn of a user who has signed in and says the present password again: an open session
   * is no place to guess it in. It is now or not at all.
   */
  Turn turnOfSession(String userName, Instant now) {
    List<String> subjects = List.of(user(userName) + "@session");
    return transaction.execute(status -> turn(subjects, Duration.ZERO, now));
  }

  /**
   * Takes a turn of a person who types the PIN of a user, now or not at all. All tills count
   * together, and the waits grow longer than those of passwords: a PIN is short. A person who is
   * kept waiting signs in with the password.
   */
  Turn turnOfPin(String userName, Instant now) {
    String wanted = userName.strip().toLowerCase(Locale.ROOT);
    List<String> subjects = List.of(user(wanted) + PIN);
    return transaction.execute(status -> turn(subjects, Duration.ZERO, now));
  }

  private Turn turn(List<String> subjects, Duration patience, Instant now) {
    forget(now);
    subjects.forEach(subject -> hold(subject, now));
    Instant start = now;
    for (String subject : subjects) {
      Failures failures = failures(subject, now);
      Instant free =
          failures.count() < allowed(subject)
              ? now
              : failures.last().plus(delay(subject, failures.count()));
      start = free.isAfter(start) ? free : start;
    }
    Duration delay = Duration.between(now, start);
    if (delay.compareTo(patience) > 0) {
      return new Turn(delay.minus(patience), true, List.of());
    }
    for (String subject : subjects) {
      count(subject, start);
    }
    return new Turn(delay, false, subjects);
  }

  /** Takes back what the attempt was counted as. */
  public void succeeded(Turn turn) {
    transaction.executeWithoutResult(
        status -> {
          for (String subject : turn.subjects()) {
            // Of the address one: a user could go on guessing others' otherwise.
            database
                .sql(
                    subject.equals(turn.subjects().get(0))
                        ? "DELETE FROM sign_in_failures WHERE subject = :subject"
                        : """
                        UPDATE sign_in_failures SET failures = failures - 1
                        WHERE subject = :subject AND failures > 0
                        """)
                .param("subject", subject)
                .update();
          }
        });
  }

  /** Forgets all failures of a user, and those of addresses, from which the user may come. */
  static void forget(JdbcClient database, String userName) {
    database
        .sql(
            """
            DELETE FROM sign_in_failures
            WHERE subject LIKE :user OR subject LIKE 'address:%'
            """)
        .param("user", user(userName.strip().toLowerCase(Locale.ROOT)) + "@%")
        .update();
  }

  private record Failures(int count, Instant last) {}

  private Failures failures(String subject, Instant now) {
    return database
        .sql("SELECT failures, last_at FROM sign_in_failures WHERE subject = :subject")
        .param("subject", subject)
        .query(
            (row, number) ->
                new Failures(
                    row.getInt("failures"),
                    known(Instant.ofEpochMilli(row.getLong("last_at")), now)))
        .optional()
        .orElse(new Failures(0, now));
  }

  /** A clock that was set back leaves times that are still to come: they count as now. */
  private Instant known(Instant last, Instant now) {
    return last.isAfter(now.plus(settings.longestDelay())) ? now : last;
  }

  private void count(String subject, Instant start) {
    database
        .sql(
            """
            UPDATE sign_in_failures SET failures = failures + 1, last_at = :start
            WHERE subject = :subject
            """)
        .param("start", start.toEpochMilli())
        .param("subject", subject)
        .update();
  }

  /**
   * Lets other attempts under a subject wait until the transaction ends, on every server of the
   * database: those at once would all read the count before any of them was counted.
   */
  private void hold(String subject, Instant now) {
    int rows =
        database
            .sql("UPDATE sign_in_failures SET failures = failures WHERE subject = :subject")
            .param("subject", subject)
            .update();
    if (rows == 0) {
      makeRoom();
      database
          .sql(
              """
              INSERT INTO sign_in_failures (subject, failures, last_at)
              VALUES (:subject, 0, :now)
              ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failures.failures
              """)
          .param("subject", subject)
          .param("now", now.toEpochMilli())
          .update();
    }
  }

  private int allowed(String subject) {
    return isAddress(subject) ? settings.addressFailures() : settings.userFailures();
  }

  private Duration delay(String subject, int failures) {
    if (isAddress(subject)) {
      return settings.firstDelay();
    }
    int doublings = Math.min(failures - settings.userFailures(), 20);
    Duration delay = settings.firstDelay().multipliedBy(1L << doublings);
    Duration longest = longest(subject);
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  private Duration longest(String subject) {
    return subject.endsWith(PIN) && LONGEST_OF_PINS.compareTo(settings.longestDelay()) > 0
        ? LONGEST_OF_PINS
        : settings.longestDelay();
  }

  private void forget(Instant now) {
    database
        .sql("DELETE FROM sign_in_failures WHERE last_at < :before")
        .param("before", now.minus(FORGOTTEN).toEpochMilli())
        .update();
  }

  /** However many names a stranger invents, the table stays small: the oldest go. */
  private void makeRoom() {
    long kept = database.sql("SELECT COUNT(*) FROM sign_in_failures").query(Long.class).single();
    if (kept >= MOST_SUBJECTS) {
      database
          .sql(
              """
              DELETE FROM sign_in_failures WHERE subject IN (
                SELECT subject FROM sign_in_failures ORDER BY last_at, subject LIMIT :oldest)
              """)
          .param("oldest", kept - MOST_SUBJECTS + MOST_SUBJECTS / 10)
          .update();
    }
  }

  /** What a name is counted under, before an address or a browser. */
  static String user(String name) {
    return "user:" + Sha256.of(name).substring(0, HASH_LENGTH);
  }

  private static String at(String address) {
    return "address:" + network(address);
  }

  private static boolean isAddress(String subject) {
    return subject.startsWith("address:");
  }

  /** An address; of one of IPv6 the first half, which is what one household or company has. */
  private static String network(String address) {
    if (address.indexOf(':') >= 0) {
      try {
        if (InetAddress.getByName(address) instanceof Inet6Address six) {
          return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8));
        }
      } catch (UnknownHostException e) {
        return "unknown"; // what a proxy says that is no address
      }
    }
    return address.substring(0, Math.min(45, address.length()));
  }
}
