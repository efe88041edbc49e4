package dev.greengrocer.web.account;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.User;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What clerks do with a supervisor's word alone, where the shop wants it so. A user with the
 * supervisor's role is not asked; a program is known by the role of its key, and no PIN goes
 * through programs. Thread-safe.
 */
@Service
public class Supervision {

  /** What may need a supervisor. */
  public enum Act {
    /** Taking a whole sale back. */
    VOID,
    /** Giving goods of a sale back. */
    RETURN,
    /** Selling at a price that a clerk has set. */
    PRICE,
    /** Taking something off a line or a basket. */
    DISCOUNT;

    private String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The name and PIN that a supervisor has typed; both blank where none did. */
  public record Word(String supervisor, String pin) {

    /** What a program says, which types no PIN. */
    public static final Word NONE = new Word("", "");

    /** Never shows the PIN: a value may end up in a log. */
    @Override
    public String toString() {
      return "Word[supervisor=" + supervisor + "]";
    }
  }

  private final Supplier<SupervisorSettings> settings;
  private final Pins pins;
  private final AuditLog audit;

  Supervision(LiveSettings settings, Pins pins, AuditLog audit) {
    this.settings = settings.of(SupervisorSettings.class);
    this.pins = pins;
    this.audit = audit;
  }

  /** Whether the caller needs a supervisor for something. */
  public boolean isNeeded(Act act) {
    return settings.get().approves().contains(act)
        && Caller.current().filter(caller -> caller.may(settings.get().role())).isEmpty();
  }

  /** All users whose PIN counts, by name. */
  public List<String> supervisors() {
    return pins.holders(settings.get().role());
  }

  /**
   * Makes sure that a supervisor is there for what the caller is about to do. The audit log says
   * who that was.
   *
   * @param acts what is done; those that need none do not matter
   * @param subject of which thing, such as {@code receipt 12}
   * @param details in words, or null
   * @throws RefusedException if a supervisor is needed and has not given their word
   */
  public void approve(Collection<Act> acts, String subject, @Nullable String details, Word word) {
    List<Act> needed = acts.stream().filter(this::isNeeded).distinct().sorted().toList();
    if (needed.isEmpty()) {
      return;
    }
    String what = needed.stream().map(Act::id).collect(Collectors.joining(", "));
    if (Caller.current().filter(caller -> caller.kind() == Caller.Kind.USER).isEmpty()) {
      throw new RefusedException(
          Problem.NOT_ALLOWED,
          "%s: needs a supervisor; use a key of the role %s"
              .formatted(what, settings.get().role().id()));
    }
    if (word.pin().isBlank()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "%s: a supervisor types their PIN".formatted(what));
    }
    User supervisor = pins.known(word.supervisor(), word.pin().strip(), settings.get().role());
    audit.record(
        Caller.actor(),
        AuditEntry.Kind.SALE,
        subject,
        "approved",
        null,
        supervisor.name() + ": " + (details == null ? what : what + " (" + details + ")"));
  }
}
