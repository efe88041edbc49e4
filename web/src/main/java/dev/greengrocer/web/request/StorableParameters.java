package dev.greengrocer.web.request;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.problem.RequestFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses the character U+0000 in queries and forms: SQLite would look for it and find nothing,
 * PostgreSQL refuses the statement. {@link ParameterRules} and {@link BodyRules} refuse more of
 * programs; what a person has typed is refused by the form that it was typed into. Stateless.
 */
final class StorableParameters implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              for (String value : values) {
                check(name, value);
              }
            });
    return true;
  }

  private static void check(String name, String value) {
    if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "%s '%s': must be without the character U+0000"
              .formatted(RequestFaults.shortened(name), RequestFaults.shortened(value)));
    }
  }
}
