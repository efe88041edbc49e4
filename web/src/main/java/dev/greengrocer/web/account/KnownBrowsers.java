package dev.greengrocer.web.account;

import dev.greengrocer.files.Sha256;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The browsers in which a user has signed in before: a cookie with 192 random bits, kept as a hash.
 * It opens nothing. It only says that an attempt does not come from a stranger, so that strangers
 * who guess a user's password slow down only strangers (<a
 * href="https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">device
 * cookies</a>). Thread-safe.
 */
@Component
public class KnownBrowsers {

  private static final String COOKIE = "BROWSER";
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final int BYTES = 24;
  private static final Duration KEPT = Duration.ofDays(180);
  private static final int MOST_OF_A_USER = 20;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KnownBrowsers(JdbcClient database, TransactionOperations transaction, Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The name under which a user's browser is counted, if the user has signed in there before.
   *
   * @param secret what the browser's cookie says, or null
   */
  Optional<String> of(String userName, @Nullable String secret) {
    if (secret == null) {
      return Optional.empty();
    }
    return database
        .sql(
            """
            SELECT known_browsers.secret_sha256 FROM known_browsers
            JOIN users ON users.id = known_browsers.user_id
            WHERE known_browsers.secret_sha256 = :secret AND users.name = :name
            """)
        .param("secret", Sha256.of(secret))
        .param("name", userName)
        .query(String.class)
        .optional();
  }

  /** Knows the browser of a sign-in from now on. Several users may share one. */
  public void remember(String userId, HttpServletRequest request, HttpServletResponse response) {
    String given = secret(request);
    if (given != null && known(given)) {
      transaction.executeWithoutResult(status -> add(userId, Sha256.of(given)));
      return;
    }
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    transaction.executeWithoutResult(status -> add(userId, Sha256.of(made)));
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, made)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Strict")
            .path(request.getContextPath() + "/sign-in")
            .maxAge(KEPT)
            .build()
            .toString());
  }

  private boolean known(String secret) {
    return database
            .sql("SELECT COUNT(*) FROM known_browsers WHERE secret_sha256 = :secret")
            .param("secret", Sha256.of(secret))
            .query(Long.class)
            .single()
        > 0;
  }

  private void add(String userId, String secret) {
    database
        .sql(
            """
            INSERT INTO known_browsers (secret_sha256, user_id, created_at)
            VALUES (:secret, :user, :now) ON CONFLICT DO NOTHING
            """)
        .param("secret", secret)
        .param("user", userId)
        .param("now", clock.millis())
        .update();
    database
        .sql(
            """
            DELETE FROM known_browsers WHERE user_id = :user AND secret_sha256 NOT IN (
              SELECT secret_sha256 FROM known_browsers WHERE user_id = :user
              ORDER BY created_at DESC, secret_sha256 LIMIT :most)
            """)
        .param("user", userId)
        .param("most", MOST_OF_A_USER)
        .update();
  }

  /** What a browser says that was remembered, or null. */
  public static @Nullable String secret(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE) && SECRET.matcher(cookie.getValue()).matches()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }
}
