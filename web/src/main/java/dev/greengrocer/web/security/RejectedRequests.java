package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Tells a caller in our words what the firewall in front of the security filters refused: 405 with
 * the methods of the address for a method that no route has, 400 for an address, header or
 * parameter name that it does not let pass.
 */
@Component
class RejectedRequests implements RequestRejectedHandler {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final HandlerExceptionResolver problems;
  private final RouteTable routes;

  RejectedRequests(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, RouteTable routes) {
    this.problems = problems;
    this.routes = routes;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection)
      throws IOException {
    Exception failure =
        METHODS.contains(request.getMethod())
            ? new RefusedException(
                Problem.INVALID_REQUEST,
                "The address, a header or the name of a parameter holds characters that are not"
                    + " allowed there",
                rejection)
            : routes
                .refusal(request)
                .orElseGet(() -> new HttpRequestMethodNotSupportedException(request.getMethod()));
    if (problems.resolveException(request, response, null, failure) == null) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }
}
