package dev.greengrocer.web.account;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.caller.User;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Short numbers by which people are known at a till where a user has signed in already. A PIN gives
 * no access by itself: it is asked for in a session alone, and allows no more than a clerk may do.
 * It is kept as passwords are, and guessing it is slowed down by name, wherever it is tried.
 * Thread-safe.
 */
@Service
class Pins {

  static final String EXPECTED = "must be 4 to 8 digits";

  private static final Logger log = LoggerFactory.getLogger(Pins.class);
  private static final Pattern FORM = Pattern.compile("[0-9]{4,8}");

  private final JdbcClient database;
  private final Users users;
  private final Passwords passwords;
  private final SignInGuard guard;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Clock clock;

  Pins(
      JdbcClient database,
      Users users,
      Passwords passwords,
      SignInGuard guard,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock) {
    this.database = database;
    this.users = users;
    this.passwords = passwords;
    this.guard = guard;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Whether a user has one. */
  boolean has(String userId) {
    return !hashes(userId).isEmpty();
  }

  /**
   * Gives a user a PIN.
   *
   * @throws RefusedException if it is none, or one that is tried first
   */
  void set(User user, String pin) {
    check(pin);
    String hash = passwords.hash(pin);
    transaction.executeWithoutResult(
        status -> {
          delete(user.id());
          database
              .sql("INSERT INTO user_pins (user_id, pin, set_at) VALUES (:user, :pin, :at)")
              .param("user", user.id())
              .param("pin", hash)
              .param("at", clock.millis())
              .update();
          audit.record(actor(user), AuditEntry.Kind.USER, user.name(), "pin set", null, null);
        });
  }

  /** Takes a user's PIN away, if there is one. */
  void remove(User user) {
    transaction.executeWithoutResult(
        status -> {
          if (delete(user.id()) > 0) {
            audit.record(actor(user), AuditEntry.Kind.USER, user.name(), "pin removed", null, null);
          }
        });
  }

  private static Actor actor(User user) {
    return new Actor(user.name());
  }

  private int delete(String userId) {
    return database
        .sql("DELETE FROM user_pins WHERE user_id = :user")
        .param("user", userId)
        .update();
  }

  /** All users of at least a role who can be known by a PIN at present, by name. */
  List<String> holders(Role least) {
    return users.all().stream()
        .filter(user -> isOpen(user, least) && has(user.id()))
        .map(User::name)
        .toList();
  }

  /**
   * The user of a name and PIN.
   *
   * @param least the role that they must have at least
   * @throws RefusedException if it is another PIN, the user has none or no such role, or too many
   *     attempts have failed
   */
  User known(String name, String pin, Role least) {
    SignInGuard.Turn turn = guard.turnOfPin(name, clock.instant());
    if (turn.refused()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "Too many attempts with the PIN of %s failed. Wait %d seconds, or use the password."
              .formatted(shortened(name), 1 + turn.delay().toSeconds()));
    }
    User user =
        users
            .findByName(name.strip())
            .filter(one -> isOpen(one, least))
            .filter(one -> hashes(one.id()).stream().anyMatch(hash -> passwords.matches(pin, hash)))
            .orElse(null);
    if (user == null) {
      log.warn("a PIN was refused");
      throw new RefusedException(
          Problem.UNPROCESSABLE, "This is not the PIN of %s.".formatted(shortened(name)));
    }
    guard.succeeded(turn);
    return user;
  }

  private static String shortened(String name) {
    return name.isBlank() ? "nobody" : "'" + name.substring(0, Math.min(40, name.length())) + "'";
  }

  private static boolean isOpen(User user, Role least) {
    return !user.disabled() && !user.mustChange() && user.role().includes(least);
  }

  private List<String> hashes(String userId) {
    return database
        .sql("SELECT pin FROM user_pins WHERE user_id = :user")
        .param("user", userId)
        .query(String.class)
        .list();
  }

  private static void check(String pin) {
    if (!FORM.matcher(pin).matches()) {
      throw new RefusedException(Problem.UNPROCESSABLE, "The PIN " + EXPECTED + ".");
    }
    List<Integer> steps =
        IntStream.range(1, pin.length())
            .map(i -> pin.charAt(i) - pin.charAt(i - 1))
            .distinct()
            .boxed()
            .toList();
    if (steps.size() == 1 && Math.abs(steps.get(0)) <= 1) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "The PIN is one that is tried first, such as 1234 or 0000: take another.");
    }
  }
}
