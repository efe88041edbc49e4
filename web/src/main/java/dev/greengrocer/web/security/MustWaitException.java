package dev.greengrocer.web.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not tried, because too many before it failed. */
final class MustWaitException extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final Duration wait;

  MustWaitException(Duration wait) {
    super("too many sign-ins failed; wait " + wait.toSeconds() + " s");
    this.wait = wait;
  }

  Duration howLong() {
    return wait;
  }
}
