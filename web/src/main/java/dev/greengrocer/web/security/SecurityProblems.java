package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.ProblemStatus;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What a caller gets who may not come in: a person the sign-in page, a program a problem, written
 * where all problems are written. Thread-safe.
 */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final List<String> FOR_PROGRAMS = List.of("/api/", "/v2", "/actuator/");

  private final HandlerExceptionResolver problems;
  private final RouteTable routes;

  SecurityProblems(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, RouteTable routes) {
    this.problems = problems;
    this.routes = routes;
  }

  /** Not signed in. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (forPrograms(request)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      refuse(
          request,
          response,
          new RefusedException(
              Problem.NOT_SIGNED_IN, "Send an API key as 'Authorization: Bearer KEY'."));
    } else {
      response.sendRedirect(
          request.getContextPath()
              + "/sign-in"
              + SignInTarget.of(request).map(to -> "?" + SignInTarget.parameter(to)).orElse(""));
    }
  }

  /** A signed-in user who may not do this, or a form from another session or another site. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException, ServletException {
    if (reason instanceof CsrfException && leadsNowhere(request, response)) {
      return;
    }
    if (forPrograms(request)) {
      refuse(
          request,
          response,
          new RefusedException(
              Problem.NOT_ALLOWED,
              reason instanceof CsrfException
                  ? csrf()
                  : "Your role may not do this; ask an administrator."));
    } else if (reason instanceof CsrfException && Caller.current().isEmpty()) {
      // A page that was open when its session ended: signing in again is the answer.
      response.sendRedirect(request.getContextPath() + "/sign-in?ended");
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /**
   * Answers 404 or 405 to a request that no route would take, whether or not it has a token: a
   * missing token is no reason to send a user to the sign-in page and then nowhere.
   */
  private boolean leadsNowhere(HttpServletRequest request, HttpServletResponse response) {
    return routes
        .refusal(request)
        .map(refusal -> problems.resolveException(request, response, null, refusal) != null)
        .orElse(false);
  }

  /** The answer to a page that is out of date, in words for the person who looks at it. */
  private static String csrf() {
    return Caller.current().isEmpty()
        ? "You are signed out: sign in again and repeat this. A program sends an API key."
        : "This page is out of date: load it again and repeat this. A program sends an API key.";
  }

  /** Answers a failure of a filter where all failures of requests are answered. */
  void refuse(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException {
    if (problems.resolveException(request, response, null, failure) == null) {
      response.sendError(
          failure instanceof RefusedException refusal
              ? ProblemStatus.of(refusal.problem()).value()
              : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  /** Whether a program asks, to whom a page would say nothing. */
  static boolean forPrograms(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return FOR_PROGRAMS.stream().anyMatch(path::startsWith);
  }
}
