package dev.greengrocer.web.caller;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** A user as a session remembers them. */
public final class SignedInUser implements UserDetails {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String name;
  // Forgotten as soon as the session begins: it has no business in memory or in a session store.
  private final transient String password;
  private final Role role;
  private final int version;
  private final boolean disabled;

  public SignedInUser(User user) {
    this(user, user.role());
  }

  private SignedInUser(User user, Role role) {
    this.id = user.id();
    this.name = user.name();
    this.password = user.password();
    this.role = role;
    this.version = user.version();
    this.disabled = user.disabled();
  }

  /** A user who has typed a PIN, which opens no more than a clerk's work. */
  public static SignedInUser atTill(User user) {
    return new SignedInUser(user, Role.CLERK);
  }

  public String id() {
    return id;
  }

  Role role() {
    return role;
  }

  /** The user's version when the session began. */
  public int version() {
    return version;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return role.authorities();
  }

  @Override
  public String getPassword() {
    return password;
  }

  @Override
  public String getUsername() {
    return name;
  }

  @Override
  public boolean isEnabled() {
    return !disabled;
  }
}
