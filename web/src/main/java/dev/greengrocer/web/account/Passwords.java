package dev.greengrocer.web.account;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords and makes one-time ones. The hash is bcrypt's, with the algorithm's name before
 * it, so that a later release can take another and still know the old. One check costs some 60 ms
 * of one core, which is paid at a sign-in and nowhere else: Argon2 would ask for 16 MB each time
 * and a library of 8 MB. Thread-safe.
 *
 * <p>What a password must be follows NIST SP 800-63B: length and no composition rules.
 */
@Component
public class Passwords {

  private static final int SHORTEST = 10;
  // What bcrypt reads of a password: the rest would not count, so it is refused and not cut.
  private static final int LONGEST_BYTES = 72;

  // No two signs that are mistaken for each other when read from a screen.
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 4;
  private static final int GROUP = 5;

  private static final Pattern ONE_TIME =
      Pattern.compile("[%1$s]{%2$d}(?:-[%1$s]{%2$d}){%3$d}".formatted(SIGNS, GROUP, GROUPS - 1));

  private final PasswordEncoder encoder =
      new InTurn(PasswordEncoderFactories.createDelegatingPasswordEncoder());
  private final SecureRandom random = new SecureRandom();

  public PasswordEncoder encoder() {
    return encoder;
  }

  /** A password of some 99 random bits, in groups that can be read aloud. */
  String oneTime() {
    return IntStream.range(0, GROUPS)
        .mapToObj(
            group ->
                random
                    .ints(GROUP, 0, SIGNS.length())
                    .mapToObj(sign -> String.valueOf(SIGNS.charAt(sign)))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("-"));
  }

  /** Whether a password could be one that was given out, of which none can be guessed. */
  static boolean looksOneTime(String password) {
    return ONE_TIME.matcher(password).matches();
  }

  String hash(String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("the encoder made no hash of a password");
    }
    return hash;
  }

  boolean matches(String password, String hash) {
    return encoder.matches(password, hash);
  }

  /**
   * Refuses a password that is easily guessed or that would not count whole.
   *
   * @throws RefusedException that says what it must be
   */
  static void check(String password, String userName) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      throw refused("must have at least " + SHORTEST + " characters");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw refused("must not have more than " + LONGEST_BYTES + " bytes");
    }
    if (password.toLowerCase(Locale.ROOT).contains(userName)) {
      throw refused("must not contain the user's name");
    }
    if (password.codePoints().distinct().count() < GROUP) {
      throw refused("must have at least " + GROUP + " different characters");
    }
  }

  private static RefusedException refused(String what) {
    return new RefusedException(Problem.UNPROCESSABLE, "The new password " + what + ".");
  }

  /** Hashes on half of the processors at once: photos are named meanwhile. */
  private static final class InTurn implements PasswordEncoder {

    private final PasswordEncoder encoder;
    private final Semaphore places =
        new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    InTurn(PasswordEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
      places.acquireUninterruptibly();
      try {
        return encoder.encode(password);
      } finally {
        places.release();
      }
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      places.acquireUninterruptibly();
      try {
        return encoder.matches(password, hash);
      } finally {
        places.release();
      }
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
      return encoder.upgradeEncoding(hash);
    }
  }
}
