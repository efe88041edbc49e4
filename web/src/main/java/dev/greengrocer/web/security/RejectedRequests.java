package dev.greengrocer.web.security;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Tells a caller in our words what the firewall in front of the security filters refused: 405 for a
 * method that no route has, 400 for an address, header or parameter name that it does not let pass.
 */
@Component
class RejectedRequests implements RequestRejectedHandler {

  private static final List<String> METHODS =
      List.of(
          HttpMethod.GET.name(),
          HttpMethod.HEAD.name(),
          HttpMethod.POST.name(),
          HttpMethod.PUT.name(),
          HttpMethod.PATCH.name(),
          HttpMethod.DELETE.name(),
          HttpMethod.OPTIONS.name());

  private final HandlerExceptionResolver problems;

  RejectedRequests(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection)
      throws IOException {
    Exception failure =
        Set.copyOf(METHODS).contains(request.getMethod())
            ? new RefusedException(
                Problem.INVALID_REQUEST,
                "The address, a header or the name of a parameter holds characters that are not"
                    + " allowed there",
                rejection)
            : new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
    if (problems.resolveException(request, response, null, failure) == null) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }
}
