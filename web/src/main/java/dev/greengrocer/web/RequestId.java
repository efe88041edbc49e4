package dev.greengrocer.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The name of a request: given by its caller or made here, in the response, the log and the books.
 */
public final class RequestId {

  /** The header that carries it, in both directions. */
  public static final String HEADER = "X-Request-Id";

  /** What the log calls it. */
  public static final String LOG_KEY = "requestId";

  /** The name of a request that has none yet. */
  public static final String NONE = "-";

  private static final String ATTRIBUTE = RequestId.class.getName();

  private RequestId() {}

  /** The name of a request that has been given one. */
  public static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : NONE;
  }

  /** Gives a request its name. */
  public static void set(HttpServletRequest request, String id) {
    request.setAttribute(ATTRIBUTE, id);
  }
}
