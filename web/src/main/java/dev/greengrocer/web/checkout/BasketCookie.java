package dev.greengrocer.web.checkout;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Which basket is a browser's: a cookie with 192 random bits. It outlives sessions and restarts,
 * and opens nothing without a sign-in.
 */
final class BasketCookie {

  private static final String NAME = "BASKET";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int BYTES = 24;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private BasketCookie() {}

  /** The basket that a browser has, if it has one. */
  static Optional<String> of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(NAME) && ID.matcher(cookie.getValue()).matches()) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  /** Gives a browser a new basket. */
  static String give(HttpServletRequest request, HttpServletResponse response) {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, id)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/")
            .maxAge(KEPT)
            .build()
            .toString());
    return id;
  }
}
