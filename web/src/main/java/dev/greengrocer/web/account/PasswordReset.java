package dev.greengrocer.web.account;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.caller.User;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The way in for a person with access to the data directory when no administrator can sign in any
 * more. Works while a server runs on the same database.
 */
public final class PasswordReset {

  private final JdbcClient database;
  private final Users users;
  private final Accounts accounts;

  /**
   * Resets passwords in a database.
   *
   * @param directory may hold the file of the first password, which the reset ends
   */
  public PasswordReset(
      JdbcClient database,
      TransactionOperations transaction,
      DataDirectory directory,
      Clock clock) {
    this.database = database;
    this.users = new Users(database);
    this.accounts =
        new Accounts(
            users,
            new Passwords(),
            new AuditLog(database, clock),
            transaction,
            clock,
            () -> Actor.COMMAND_LINE,
            new FirstPasswordFile(directory)::delete);
  }

  /**
   * Gives a user a new one-time password, lets them in again if they were shut out, and ends their
   * sessions. Failed sign-ins are forgotten.
   *
   * @return the password, which has to be changed at the next sign-in
   * @throws InvalidConfigurationException if there is no such user
   */
  public String reset(String userName) {
    User user =
        users
            .findByName(userName)
            .orElseThrow(
                () ->
                    new InvalidConfigurationException(
                        "--user %s: no such user; the users are: %s"
                            .formatted(
                                userName,
                                users.all().stream()
                                    .map(User::name)
                                    .collect(Collectors.joining(", ")))));
    if (user.disabled()) {
      accounts.setDisabled(user.id(), false);
    }
    String password = accounts.resetPassword(user.id()).oneTimePassword();
    SignInGuard.forget(database, user.name());
    return password;
  }
}
