package dev.greengrocer.web.server;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
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
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one place where a failure becomes an HTTP answer: RFC 9457 problem details for programs, a
 * page for people. What is for the caller is written for the caller; causes stay in the log.
 */
@ControllerAdvice
class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Shell shell;

  Problems(Shell shell) {
    this.shell = shell;
  }

  /** Answers any failure of a route. */
  @ExceptionHandler(Exception.class)
  Object answer(Exception failure, HttpServletRequest request) throws Exception {
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      throw failure; // the security filters know whether to ask for a sign-in or to refuse
    }
    HttpHeaders headers = new HttpHeaders();
    return written(describe(failure, headers), headers, request);
  }

  /** Problem details or a page, whichever the caller reads. */
  Object written(ProblemDetail problem, HttpHeaders headers, HttpServletRequest request) {
    problem.setInstance(URI.create(request.getRequestURI()));
    problem.setProperty(RequestId.LOG_KEY, RequestId.of(request));
    if (request.getRequestURI().startsWith("/v2")) {
      // What clients of the Open Inference Protocol look for.
      problem.setProperty(
          "error", problem.getDetail() == null ? problem.getTitle() : problem.getDetail());
    }
    HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
    if (wantsPage(request)) {
      ModelAndView page = new ModelAndView("error");
      page.setStatus(status);
      page.addObject("status", status.value());
      page.addObject("shell", shell.frame(request));
      page.addObject("problem", problem);
      page.addObject("requestId", RequestId.of(request));
      return page;
    }
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    String path = request.getRequestURI();
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && !path.startsWith("/api/")
        && !path.startsWith("/v2");
  }

  private static ProblemDetail describe(Exception failure, HttpHeaders headers) {
    if (failure instanceof RefusedException refused) {
      refused.retryAfter().ifPresent(wait -> retryAfter(headers, wait));
      if (refused.problem().status().is5xxServerError()) {
        log.warn("{}: {}", refused.problem().id(), refused.getMessage(), refused.getCause());
      }
      return detail(refused.problem(), String.valueOf(refused.getMessage()));
    }
    if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SocketTimeoutException
        || failure.getCause() instanceof SocketTimeoutException) {
      headers.set(HttpHeaders.CONNECTION, "close");
      return detail(
          Problem.TOO_SLOW, "The body came too slowly; send it again over a faster connection");
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
    if (failure instanceof ErrorResponse response) {
      headers.addAll(response.getHeaders());
      ProblemDetail body = response.getBody();
      if (failure instanceof BindException unread && unread.getFieldError() != null) {
        body.setDetail(unread(unread.getFieldError()));
      } else if (failure instanceof HttpMediaTypeNotSupportedException type
          && !type.getSupportedMediaTypes().isEmpty()) {
        body.setDetail(
            "Content-Type '%s' is not taken here; send %s"
                .formatted(
                    type.getContentType() == null ? "" : type.getContentType(),
                    MediaType.toString(type.getSupportedMediaTypes())));
      }
      body.setType(type(reasonOf(response.getStatusCode())));
      return body;
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      return detail(
          Problem.INVALID_REQUEST,
          "%s: '%s' cannot be read".formatted(mismatch.getName(), mismatch.getValue()));
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
    return detail(Problem.BUG, "Report the request id to whoever runs this server");
  }

  private static String unread(FieldError fault) {
    return "%s: '%s' cannot be read".formatted(fault.getField(), fault.getRejectedValue());
  }

  /** The details of a problem of ours. */
  static ProblemDetail detail(Problem problem, String message) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(problem.status(), message);
    detail.setTitle(problem.title());
    detail.setType(type(problem.id()));
    return detail;
  }

  /** The details of a failure that a filter or the container told by its status alone. */
  static ProblemDetail detail(HttpStatusCode status) {
    ProblemDetail detail = ProblemDetail.forStatus(status);
    detail.setType(type(reasonOf(status)));
    return detail;
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
