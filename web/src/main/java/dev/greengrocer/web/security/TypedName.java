package dev.greengrocer.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The name that was typed beside a wrong password, so that it need not be typed again. It is in a
 * short-lived cookie of the sign-in page alone: in an address it would go into histories and logs,
 * and people type their password there.
 */
final class TypedName {

  private static final String COOKIE = "SIGN_IN_NAME";
  private static final Duration KEPT = Duration.ofMinutes(2);
  private static final int LONGEST = 80;

  private TypedName() {}

  /** The name that was typed a moment ago, or null. */
  static @Nullable String of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE)) {
        try {
          String name = URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8);
          return name.isEmpty() || name.length() > LONGEST ? null : name;
        } catch (IllegalArgumentException e) {
          return null; // not from this server
        }
      }
    }
    return null;
  }

  /** Keeps the name of a form for its next page. */
  static void keep(HttpServletRequest request, HttpServletResponse response) {
    String name = request.getParameter("name");
    if (name != null && !name.isBlank() && name.length() <= LONGEST) {
      set(request, response, URLEncoder.encode(name, StandardCharsets.UTF_8), KEPT);
    }
  }

  /** Lets it go. */
  static void forget(HttpServletRequest request, HttpServletResponse response) {
    if (of(request) != null) {
      set(request, response, "", Duration.ZERO);
    }
  }

  private static void set(
      HttpServletRequest request, HttpServletResponse response, String value, Duration kept) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, value)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Strict")
            .path(request.getContextPath() + "/sign-in")
            .maxAge(kept)
            .build()
            .toString());
  }
}
