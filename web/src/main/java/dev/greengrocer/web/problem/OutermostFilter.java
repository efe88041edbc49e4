package dev.greengrocer.web.problem;

import dev.greengrocer.web.security.ResponseHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Gives every response the security headers, and turns what a filter throws into the same answer as
 * what a route throws, before the container makes a 500 of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OutermostFilter extends OncePerRequestFilter {

  private final HandlerExceptionResolver problems;

  OutermostFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false; // what the container refuses comes by no other way
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ResponseHeaders.set(response);
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e; // too late for an answer; the container closes the connection
      }
      response.resetBuffer();
      Exception cause =
          e instanceof ServletException && e.getCause() instanceof Exception inner ? inner : e;
      if (problems.resolveException(request, response, null, cause) == null) {
        throw e;
      }
    }
  }
}
