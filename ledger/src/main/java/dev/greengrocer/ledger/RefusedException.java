package dev.greengrocer.ledger;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not answered, and why. Its message is written for the caller: what was wrong,
 * the value, and what to do.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final @Nullable Duration retryAfter;

  /** A refusal that trying again does not change. */
  public RefusedException(Problem problem, String message) {
    this(problem, message, null, null);
  }

  /** A refusal with the failure behind it, which is kept for the log. */
  public RefusedException(Problem problem, String message, Throwable cause) {
    this(problem, message, null, cause);
  }

  private RefusedException(
      Problem problem, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** A refusal that is worth another try after a while. */
  public static RefusedException tryAgain(Problem problem, String message, Duration retryAfter) {
    return new RefusedException(problem, message, retryAfter, null);
  }

  /** What kind of failure it is. */
  public Problem problem() {
    return problem;
  }

  /** How long to wait before another try; empty when trying again does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
