package dev.greengrocer.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * The page that a user wanted to see before they had to sign in. It travels in a parameter of the
 * sign-in page, so the server remembers nothing of strangers, and anybody could have written it:
 * only a path of this server is taken.
 */
final class SignInTarget {

  /** The parameter. */
  static final String PARAMETER = "to";

  // A path of this server and what may be in a query; no second slash and no backslash at the
  // beginning,
  // which browsers take for the name of another server.
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:[A-Za-z0-9._~%@!$&'()*+,;=:-][A-Za-z0-9._~%@!$&'()*+,;=:/-]*)?"
              + "(?:\\?[A-Za-z0-9._~%@!$&'()*+,;=:/?\\[\\]-]*)?");
  private static final Pattern DOOR = Pattern.compile("/(?:sign-in|sign-out|error)(?:[/?;].*)?");
  private static final int LONGEST = 500;

  private SignInTarget() {}

  /** The page that a request asks for, if it can be asked for again. */
  static Optional<String> of(HttpServletRequest request) {
    if (!HttpMethod.GET.matches(request.getMethod())) {
      return Optional.empty();
    }
    String query = request.getQueryString();
    String path = request.getRequestURI() + (query == null ? "" : "?" + query);
    return path.equals("/") ? Optional.empty() : checked(path);
  }

  /** The page that the sign-in form names, if it is one of this server. */
  static Optional<String> named(HttpServletRequest request) {
    return checked(request.getParameter(PARAMETER));
  }

  /** A path, if it leads to a page of this server. */
  static Optional<String> checked(@Nullable String path) {
    return path != null
            && path.length() <= LONGEST
            && PATH.matcher(path).matches()
            && !DOOR.matcher(path).matches()
        ? Optional.of(path)
        : Optional.empty();
  }

  /** A page as a parameter of another page's address. */
  static String parameter(String path) {
    return PARAMETER + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
