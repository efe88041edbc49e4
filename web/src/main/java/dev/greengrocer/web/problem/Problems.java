package dev.greengrocer.web.problem;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.web.ProblemStatus;
import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.page.PageLayout;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The one place where a failure becomes an HTTP answer: RFC 9457 problem details for programs, a
 * page for people. What is for the caller is written for the caller; causes stay in the log.
 */
@ControllerAdvice
public class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final PageLayout shell;
  private final ErrorTexts texts;
  private final ViewResolver views;

  Problems(
      PageLayout shell, ErrorTexts texts, @Qualifier("thymeleafViewResolver") ViewResolver views) {
    this.shell = shell;
    this.texts = texts;
    this.views = views;
  }

  /** Answers any failure of a route. */
  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<ProblemDetail> answer(
      Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      throw failure; // the security filters know whether to ask for a sign-in or to refuse
    }
    if (isReaderGone(failure, response)) {
      log.debug("the reader of {} is gone", request.getRequestURI(), failure);
      return null;
    }
    HttpHeaders headers = new HttpHeaders();
    ProblemDetail problem = describe(failure, headers, request);
    if (response.isCommitted() && HttpStatusCode.valueOf(problem.getStatus()).is5xxServerError()) {
      log.warn("half of the answer to {} was sent: the connection is cut", request.getRequestURI());
      throw failure; // the container cuts it: half a file must not look like a whole one
    }
    return written(problem, headers, request, response);
  }

  /** Whether the client no longer reads the answer: hung up, or cut off for reading too slowly. */
  private static boolean isReaderGone(Exception failure, HttpServletResponse response) {
    return failure instanceof AsyncRequestNotUsableException
        || (failure instanceof ClientAbortException && response.isCommitted());
  }

  /**
   * Problem details or a page, whichever the caller reads. The page is written at once, as filters
   * have no renderer behind them.
   *
   * @return the problem details to write, or null when the page has been written
   */
  @Nullable ResponseEntity<ProblemDetail> written(
      ProblemDetail problem,
      HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String path = path(request);
    problem.setInstance(instance(path));
    problem.setProperty(RequestId.LOG_KEY, RequestId.of(request));
    if (path.startsWith("/v2")) {
      // What clients of the Open Inference Protocol look for.
      problem.setProperty(
          "error", problem.getDetail() == null ? problem.getTitle() : problem.getDetail());
    }
    HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
    if (wantsPage(request.getHeader(HttpHeaders.ACCEPT), path)) {
      response.setStatus(status.value());
      headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
      new ErrorPage(views, shell, texts, problem).write(request, response);
      return null;
    }
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** The path that was asked for, also when the container has sent the request on to /error. */
  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original
        ? original
        : request.getRequestURI();
  }

  /** A path as a URI, or null when it holds what no URI may hold. */
  public static @Nullable URI instance(String path) {
    try {
      return new URI(path);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  public static boolean wantsPage(@Nullable String accept, String path) {
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && !path.startsWith("/api/")
        && !path.startsWith("/v2");
  }

  private static boolean isCausedBy(Class<? extends IOException> kind, Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static ProblemDetail describe(
      Exception failure, HttpHeaders headers, HttpServletRequest request) {
    if (failure instanceof RefusedException refused) {
      refused.retryAfter().ifPresent(wait -> retryAfter(headers, wait));
      if (ProblemStatus.of(refused.problem()).is5xxServerError()) {
        log.warn("{}: {}", refused.problem().id(), refused.getMessage(), refused.getCause());
      }
      return detail(refused.problem(), String.valueOf(refused.getMessage()));
    }
    if (isCausedBy(SocketTimeoutException.class, failure)) {
      headers.set(HttpHeaders.CONNECTION, "close");
      return detail(
          Problem.TOO_SLOW, "The body came too slowly; send it again over a faster connection");
    }
    if (isCausedBy(BrokenBodyException.class, failure)) {
      log.debug("a body broke off", failure);
      headers.set(HttpHeaders.CONNECTION, "close");
      return detail(
          Problem.INVALID_REQUEST,
          "The body ended before its length, or its chunks cannot be read; send it again");
    }
    Optional<Problem> storage = DatabaseFailures.problemOf(failure);
    if (storage.isPresent()) {
      log.warn(
          "{}: {}",
          storage.get().id(),
          NestedExceptionUtils.getMostSpecificCause(failure).toString());
      log.debug("{}", storage.get().id(), failure);
      retryAfter(headers, SOON);
      return detail(
          storage.get(), "Nothing was answered that is not in the books; try again later");
    }
    if (failure instanceof MaxUploadSizeExceededException) {
      return detail(Problem.TOO_LARGE, "The photo is longer than the limit; send a smaller one");
    }
    if (failure instanceof InvalidParameterException) {
      return detail(
          Problem.INVALID_REQUEST,
          "The query or form cannot be read: names and values must be percent-encoded UTF-8, and"
              + " there may be at most 1,000 of them");
    }
    if (failure instanceof RequestRejectedException) {
      return detail(
          Problem.INVALID_REQUEST,
          "A header or the name of a parameter holds characters that are not allowed there");
    }
    if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
      return detail(Problem.NOT_FOUND, nothingAt(path(request)));
    }
    Optional<String> fault = RequestFaults.words(failure);
    if (fault.isPresent()) {
      log.debug("unreadable request", failure);
      return fault(failure, fault.get(), headers);
    }
    if (failure instanceof ErrorResponse response) {
      headers.addAll(response.getHeaders());
      ProblemDetail body = response.getBody();
      body.setType(type(reasonOf(response.getStatusCode())));
      if (body.getDetail() == null) {
        body.setDetail(words(body.getStatus()));
      }
      return body;
    }
    if (failure instanceof HttpMessageConversionException
        || failure instanceof TypeMismatchException
        || failure instanceof MultipartException) {
      log.debug("unreadable request", failure);
      return detail(Problem.INVALID_REQUEST, "The body or a parameter cannot be read");
    }
    if (failure instanceof InvalidConfigurationException
        || failure instanceof InvalidModelException) {
      log.warn("refused", failure);
      return detail(Problem.UNPROCESSABLE, String.valueOf(failure.getMessage()));
    }
    log.error("this is a bug, please report it", failure);
    return detail(Problem.BUG, "Report the request id to the operator of this server");
  }

  private static ProblemDetail fault(Exception failure, String words, HttpHeaders headers) {
    if (failure instanceof ErrorResponse response
        && response.getStatusCode().value() != HttpStatus.BAD_REQUEST.value()) {
      headers.addAll(response.getHeaders());
      ProblemDetail detail = detail(response.getStatusCode().value());
      detail.setDetail(words);
      return detail;
    }
    return detail(RequestFaults.problem(failure), words);
  }

  /** The details of a problem of this server. */
  static ProblemDetail detail(Problem problem, String message) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(ProblemStatus.of(problem), message);
    detail.setTitle(problem.title());
    detail.setType(type(problem.id()));
    return detail;
  }

  /** The details of a failure that a filter or the container told by its status alone. */
  public static ProblemDetail detail(int status) {
    ProblemDetail detail = ProblemDetail.forStatus(status);
    detail.setType(type(reasonOf(detail)));
    detail.setDetail(words(status));
    return detail;
  }

  static String words(int status) {
    return switch (status) {
      case 400 -> "The request cannot be read; check its address, headers and body";
      case 401 -> "Sign in or send an API key";
      case 403 -> "This is not allowed from here or for this account";
      case 404 -> "Nothing is served at this address";
      case 405 -> "The address does not take this method";
      case 413, 414, 431 -> "The address, the headers or the body are longer than the limit";
      case 415 -> "The address does not take this type of content";
      case 429, 503 -> "The server is busy; try again in a few seconds";
      default ->
          status < 500
              ? "The request was refused"
              : "Report the request id to the operator of this server";
    };
  }

  private static String shortened(String value) {
    return value.length() > 60 ? value.substring(0, 60) + "…" : value;
  }

  private static String nothingAt(String path) {
    if (path.startsWith("/v2")) {
      return "Nothing is served at '%s'; served are %s"
          .formatted(
              shortened(path),
              "/v2, /v2/health/live, /v2/health/ready, /v2/repository/index (POST),"
                  + " /v2/models/stats and, under /v2/models/{name} or"
                  + " /v2/models/{name}/versions/{version}, the model itself, /ready, /config,"
                  + " /stats and /infer (POST)");
    }
    return path.startsWith("/api/")
        ? "Nothing is served at '%s'; /api/docs lists the routes".formatted(shortened(path))
        : "Nothing is served at '%s'".formatted(shortened(path));
  }

  private static String reasonOf(ProblemDetail problem) {
    return reasonOf(HttpStatusCode.valueOf(problem.getStatus()));
  }

  private static String reasonOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "http-" + status.value()
        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static URI type(String id) {
    return URI.create("urn:greengrocer:problem:" + id);
  }

  private static void retryAfter(HttpHeaders headers, Duration wait) {
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
  }
}
