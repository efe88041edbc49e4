package dev.greengrocer.web.account;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not tried, because too many before it failed. */
public final class MustWaitException extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final Duration wait;

  public MustWaitException(Duration wait) {
    super("too many sign-ins failed; wait " + wait.toSeconds() + " s");
    this.wait = wait;
  }

  public Duration howLong() {
    return wait;
  }
}
