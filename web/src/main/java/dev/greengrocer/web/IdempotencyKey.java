package dev.greengrocer.web;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a caller promises that two requests are one, and the header of the reply. */
public final class IdempotencyKey {

  /** The header of a request. */
  public static final String HEADER = "Idempotency-Key";

  /** The header of a response: {@code true} when it is that of an earlier request. */
  public static final String REPLAYED = "Idempotency-Replayed";

  /** What a key looks like. */
  public static final String PATTERN = "^[\\x21-\\x7e]{1,64}$";

  private static final Pattern KEY = Pattern.compile(PATTERN);

  private IdempotencyKey() {}

  /**
   * Lets a key pass, or the lack of one.
   *
   * @throws RefusedException if it is no key
   */
  public static @Nullable String checked(@Nullable String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, HEADER + ": must be 1 to 64 visible ASCII characters");
    }
    return key;
  }
}
