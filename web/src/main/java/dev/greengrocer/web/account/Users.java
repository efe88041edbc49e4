package dev.greengrocer.web.account;

import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.caller.User;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All who may sign in, or once might. Thread-safe. */
@Repository
public class Users {

  private static final RowMapper<Stored<User>> ROWS = Stored.rows(Users::read, "users", "id");

  private final JdbcClient database;

  Users(JdbcClient database) {
    this.database = database;
  }

  /**
   * Adds a user.
   *
   * @throws org.springframework.dao.DuplicateKeyException if the name is taken
   */
  void add(User user) {
    database
        .sql(
            """
            INSERT INTO users
              (id, name, password, role, must_change, disabled, version, created_at)
            VALUES (:id, :name, :password, :role, :mustChange, :disabled, :version, :createdAt)
            """)
        .param("id", user.id())
        .param("name", user.name())
        .param("password", user.password())
        .param("role", user.role().id())
        .param("mustChange", user.mustChange())
        .param("disabled", user.disabled())
        .param("version", user.version())
        .param("createdAt", user.createdAt().toEpochMilli())
        .update();
  }

  public Optional<User> find(String id) {
    return database
        .sql("SELECT * FROM users WHERE id = :id")
        .param("id", id)
        .query(ROWS)
        .optional()
        .flatMap(Stored::readable);
  }

  /** The user of a name, in whatever case it was typed. */
  public Optional<User> findByName(String name) {
    return database
        .sql("SELECT * FROM users WHERE name = :name")
        .param("name", name.toLowerCase(Locale.ROOT))
        .query(ROWS)
        .optional()
        .flatMap(Stored::readable);
  }

  /** All users, by name. */
  List<User> all() {
    return Stored.values(database.sql("SELECT * FROM users ORDER BY name").query(ROWS).list());
  }

  long count() {
    return database.sql("SELECT COUNT(*) FROM users").query(Long.class).single();
  }

  /** How many could still let others in. */
  long administrators() {
    return database
        .sql("SELECT COUNT(*) FROM users WHERE role = 'administrator' AND disabled = FALSE")
        .query(Long.class)
        .single();
  }

  /**
   * Sets a password and ends all sessions that the old one opened. One that another user gives
   * takes the PIN away, too, which may be known to others as the password was.
   */
  void setPassword(String id, String hash, boolean mustChange) {
    if (mustChange) {
      database.sql("DELETE FROM user_pins WHERE user_id = :id").param("id", id).update();
    }
    database
        .sql(
            """
            UPDATE users SET password = :hash, must_change = :mustChange, version = version + 1
            WHERE id = :id
            """)
        .param("hash", hash)
        .param("mustChange", mustChange)
        .param("id", id)
        .update();
  }

  void setRole(String id, Role role) {
    database
        .sql("UPDATE users SET role = :role, version = version + 1 WHERE id = :id")
        .param("role", role.id())
        .param("id", id)
        .update();
  }

  void setDisabled(String id, boolean disabled) {
    database
        .sql("UPDATE users SET disabled = :disabled, version = version + 1 WHERE id = :id")
        .param("disabled", disabled)
        .param("id", id)
        .update();
  }

  public void signedIn(String id, Instant at) {
    database
        .sql("UPDATE users SET last_sign_in_at = :at WHERE id = :id")
        .param("at", at.toEpochMilli())
        .param("id", id)
        .update();
  }

  /** Every row that cannot be read. Who it is cannot sign in. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.faults(database.sql("SELECT * FROM users ORDER BY id").query(ROWS).list());
  }

  private static User read(StoredRow row) throws SQLException {
    return new User(
        row.text("id"),
        row.text("name"),
        row.text("password"),
        row.parsed("role", Role.EXPECTED, Role::of),
        row.flag("must_change"),
        row.flag("disabled"),
        (int) row.whole("version", Integer.MIN_VALUE, Integer.MAX_VALUE),
        row.moment("created_at"),
        row.optionalMoment("last_sign_in_at"));
  }
}
