package dev.greengrocer.web.account;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.caller.User;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets people in, gives them roles and passwords, and keeps at least one administrator. Every
 * change goes to the audit log; no password does. Thread-safe.
 */
@Service
class Accounts {

  /** What the name of a user looks like, whatever its case when it is typed. */
  static final String NAME = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";

  static final String NAMES =
      "must be 1 to 40 letters a to z, digits, dots, dashes and underscores, with a letter or digit"
          + " first";

  private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

  /** Names of actors in the audit log that are no users. */
  private static final Set<String> RESERVED =
      Set.of(Caller.DEMO, Actor.SERVER.name(), Actor.COMMAND_LINE.name(), Caller.NO_OWNER);

  private final Clock clock;
  private final Users users;
  private final Passwords passwords;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Supplier<Actor> actor;
  private final Consumer<String> changed;

  @Autowired
  Accounts(
      Users users,
      Passwords passwords,
      AuditLog audit,
      TransactionOperations transaction,
      OneTimePasswordNotice notice,
      Clock clock) {
    this(users, passwords, audit, transaction, clock, Caller::actor, notice::takeBack);
  }

  /**
   * @param actor who changes accounts, as the audit log names them
   * @param changed receives the name of each user whose password has become another one
   */
  Accounts(
      Users users,
      Passwords passwords,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock,
      Supplier<Actor> actor,
      Consumer<String> changed) {
    this.changed = changed;
    this.clock = clock;
    this.users = users;
    this.passwords = passwords;
    this.audit = audit;
    this.transaction = transaction;
    this.actor = actor;
  }

  /** All users, by name. */
  List<User> all() {
    return users.all();
  }

  /**
   * The user of an id.
   *
   * @throws RefusedException if there is none
   */
  User get(String id) {
    return users
        .find(id)
        .orElseThrow(
            () -> new RefusedException(Problem.NOT_FOUND, "There is no user '%s'.".formatted(id)));
  }

  /** A user, and the password that they must change when they first sign in. */
  record NewPassword(User user, String oneTimePassword) {}

  /** Creates a user. */
  NewPassword create(String name, Role role) {
    return create(name, role, password -> {});
  }

  /**
   * Creates a user.
   *
   * @param before is shown the password before the user exists: the person who must read it has
   *     seen it, even if this process is killed in between
   */
  NewPassword create(String name, Role role, Consumer<String> before) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    if (!NAME_PATTERN.matcher(wanted).matches()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "User name '%s': %s".formatted(wanted, NAMES));
    }
    if (RESERVED.contains(wanted)) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "User name '%s': the audit log needs it for itself; take another name."
              .formatted(wanted));
    }
    String password = passwords.oneTime();
    User user =
        new User(
            Ids.next(),
            wanted,
            passwords.hash(password),
            role,
            true,
            false,
            1,
            clock.instant(),
            null);
    before.accept(password);
    transaction.executeWithoutResult(
        status -> {
          if (users.findByName(wanted).isPresent()) {
            throw new RefusedException(
                Problem.CONFLICT,
                "There is a user '%s' already; take another name.".formatted(wanted));
          }
          users.add(user);
          audit.record(actor.get(), AuditEntry.Kind.USER, wanted, "created", null, role.id());
        });
    return new NewPassword(user, password);
  }

  /** Gives a user another role; their sessions end. */
  void setRole(String id, Role role) {
    transaction.executeWithoutResult(
        status -> {
          User user = get(id);
          if (user.role() == role) {
            return;
          }
          users.setRole(id, role);
          keepAnAdministrator();
          audit.record(
              actor.get(),
              AuditEntry.Kind.USER,
              user.name(),
              "role changed",
              user.role().id(),
              role.id());
        });
  }

  /** Disables a user, or enables them again; their sessions end. */
  void setDisabled(String id, boolean disabled) {
    transaction.executeWithoutResult(
        status -> {
          User user = get(id);
          if (user.disabled() == disabled) {
            return;
          }
          users.setDisabled(id, disabled);
          keepAnAdministrator();
          audit.record(
              actor.get(),
              AuditEntry.Kind.USER,
              user.name(),
              disabled ? "disabled" : "enabled",
              disabled ? "enabled" : "disabled",
              disabled ? "disabled" : "enabled");
        });
  }

  /** Gives a user a new one-time password; their sessions end. */
  NewPassword resetPassword(String id) {
    String password = passwords.oneTime();
    String hash = passwords.hash(password);
    User user =
        transaction.execute(
            status -> {
              User found = get(id);
              users.setPassword(id, hash, true);
              audit.record(
                  actor.get(), AuditEntry.Kind.USER, found.name(), "password reset", null, null);
              return found;
            });
    changed.accept(user.name());
    return new NewPassword(user, password);
  }

  /**
   * Changes a user's own password; all their sessions end.
   *
   * @return the user as they are now
   * @throws RefusedException if the present password is another, or the new one is no good
   */
  User changePassword(String id, String present, String wanted) {
    User user = get(id);
    if (!passwords.matches(present, user.password())) {
      throw new RefusedException(Problem.UNPROCESSABLE, "The present password is another one.");
    }
    Passwords.check(wanted, user.name());
    if (wanted.equals(present)) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "The new password must differ from the present one.");
    }
    String hash = passwords.hash(wanted);
    User now =
        transaction.execute(
            status -> {
              users.setPassword(id, hash, false);
              audit.record(
                  actor.get(), AuditEntry.Kind.USER, user.name(), "password changed", null, null);
              return get(id);
            });
    changed.accept(user.name());
    return now;
  }

  private void keepAnAdministrator() {
    if (users.administrators() == 0) {
      throw new RefusedException(
          Problem.CONFLICT,
          "This is the last administrator. Create another administrator first; otherwise no one"
              + " could manage users.");
    }
  }
}
