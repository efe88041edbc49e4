package dev.greengrocer.web.account;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.OpenSession;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.caller.SignedInUser;
import dev.greengrocer.web.caller.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Service;

/** People who share a till: each takes it over by a PIN, with the basket as it is. */
@Service
public class TillUsers {

  private final Pins pins;
  private final AuditLog audit;

  TillUsers(Pins pins, AuditLog audit) {
    this.pins = pins;
    this.audit = audit;
  }

  /** Who is at the till; empty where no user has signed in with a name and password. */
  public String present() {
    return Caller.current()
        .filter(caller -> caller.kind() == Caller.Kind.USER)
        .map(Caller::name)
        .orElse("");
  }

  /** All others who can take it over, by name; empty where no user has signed in. */
  public List<String> others() {
    String present = present();
    return present.isEmpty()
        ? List.of()
        : pins.holders(Role.CLERK).stream().filter(name -> !name.equals(present)).toList();
  }

  /**
   * Lets the session of a request go on as another user, who may then do what a clerk may, whatever
   * their role: a PIN is short. The audit log names both.
   *
   * @throws RefusedException if it is not their PIN, or no user has signed in
   */
  public void takeOver(
      String name, String pin, HttpServletRequest request, HttpServletResponse response) {
    String before = present();
    if (before.isEmpty()) {
      throw new RefusedException(
          dev.greengrocer.ledger.Problem.CONFLICT, "Sign in first: a PIN goes on with a session.");
    }
    User user = pins.known(name, pin.strip(), Role.CLERK);
    audit.record(
        new Actor(user.name()),
        AuditEntry.Kind.USER,
        user.name(),
        "took a till over",
        before,
        user.name());
    OpenSession.goOn(SignedInUser.atTill(user), request, response);
  }
}
