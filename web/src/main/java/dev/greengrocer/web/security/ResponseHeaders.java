package dev.greengrocer.web.security;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The security headers of every response, also of those that are written before or without the
 * security filters.
 */
public final class ResponseHeaders {

  /** Nothing inline, nothing from elsewhere; photos that a page just took are blobs. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** The camera is for this server's pages; the rest is for none. */
  static final String PERMISSIONS_POLICY =
      "camera=(self), serial=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

  private static final Map<String, String> ALL = all();

  private ResponseHeaders() {}

  private static Map<String, String> all() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("Permissions-Policy", PERMISSIONS_POLICY);
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return headers;
  }

  /** Sets them; the security filters set the same ones again without doubling them. */
  public static void set(HttpServletResponse response) {
    ALL.forEach(response::setHeader);
  }
}
