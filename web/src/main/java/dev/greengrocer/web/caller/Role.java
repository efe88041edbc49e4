package dev.greengrocer.web.caller;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a person or program may do; each may do all that those before it may. */
public enum Role {
  /** Names photos and sells. */
  CLERK,
  /** Reviews answers and reads the figures. */
  REVIEWER,
  /** Sets prices, users, keys and models. */
  ADMINISTRATOR;

  /** What a column of it must hold. */
  public static final String EXPECTED = "must be clerk, reviewer or administrator";

  /** The name in files, forms and answers, such as {@code clerk}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Role of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** Whether this role may do what another may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** The authorities of a user with this role: itself and all before it. */
  public List<GrantedAuthority> authorities() {
    return Arrays.stream(values())
        .filter(this::includes)
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
        .toList();
  }
}
