package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.TillName;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** What the till at a browser is called: a cookie, which is no secret and opens nothing. */
final class TillCookie {

  private static final String NAME = "TILL";
  private static final Duration KEPT = Duration.ofDays(400); // browsers keep none longer

  private TillCookie() {}

  /** The name of the till, or null when it has none. */
  static @Nullable TillName of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(NAME)) {
          try {
            return TillName.of(cookie.getValue());
          } catch (RefusedException e) {
            return null; // Not given by this page.
          }
        }
      }
    }
    return null;
  }

  /** Names the till at a browser; null takes its name away. */
  static void give(
      HttpServletRequest request, HttpServletResponse response, @Nullable TillName till) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, till == null ? "" : till.value())
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/")
            .maxAge(till == null ? Duration.ZERO : KEPT)
            .build()
            .toString());
  }
}
