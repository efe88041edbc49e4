package dev.greengrocer.web.caller;

import dev.greengrocer.ledger.audit.Actor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is asking, as the books name them.
 *
 * @param id of the user or key; another one of the same name has another
 * @param name a user's name, {@code key:NAME} of an API key, or {@code demo}
 * @param role what they may do
 * @param kind how they came in
 */
public record Caller(String id, String name, Role role, Kind kind)
    implements AuthenticatedPrincipal {

  /** The name of a user of a demonstration. */
  public static final String DEMO = "demo";

  /** Owns what a caller without a sign-in names. */
  public static final String NO_OWNER = "nobody";

  /** How the caller signed in. */
  public enum Kind {
    /** With name and password. */
    USER,
    /** With an API key. */
    KEY,
    /** Without anything, because the server runs as a demonstration. */
    DEMO
  }

  /** Who asks in the request that this thread answers; empty without a sign-in. */
  public static Optional<Caller> current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null) {
      return Optional.empty();
    }
    if (authentication.getPrincipal() instanceof SignedInUser user) {
      return Optional.of(new Caller(user.id(), user.getUsername(), user.role(), Kind.USER));
    }
    return authentication.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** Who acts on this thread: who asks, or the server where no request is answered. */
  public static Actor actor() {
    return current().map(caller -> new Actor(caller.name())).orElse(Actor.SERVER);
  }

  /**
   * Who owns a key that a caller chose: two users or API keys never share one, whatever their
   * names.
   */
  public static String owner() {
    return current()
        .map(caller -> caller.kind().name().toLowerCase(Locale.ROOT) + ":" + caller.id())
        .orElse(NO_OWNER);
  }

  /** A key with its owner before it; no two owners and keys read alike. */
  public static String owned(String key) {
    // The parts of an owner have fixed lengths or no colon.
    return owner() + ":" + key;
  }

  /**
   * A key with its owner as earlier versions wrote it: by the name of the caller, which others may
   * have, too. What is found under it is theirs only if {@link #wrote} says so.
   */
  public static String named(String key) {
    return current().map(Caller::name).orElse("") + ":" + key;
  }

  /**
   * Whether the caller wrote a row that names its actor: it has their name, and they were there
   * before it. A new key of an old name has not written what the old one wrote.
   *
   * @param actor the name in the row
   * @param id of the row, a UUIDv7
   */
  public static boolean wrote(@Nullable String actor, String id) {
    return current()
        .map(
            caller ->
                caller.name().equals(actor)
                    && (caller.kind() == Kind.DEMO || caller.id().compareTo(id) < 0))
        .orElse(actor == null);
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether they may do what a role may. */
  public boolean may(Role needed) {
    return role.includes(needed);
  }
}
