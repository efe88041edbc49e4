package dev.greengrocer.web.problem;

import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.page.PageLayout;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * The page of a failure: the template {@code error} in the frame of all pages or, if that fails
 * itself, a plain page with the same words. One for each failure.
 */
final class ErrorPage {

  private static final Logger log = LoggerFactory.getLogger(ErrorPage.class);
  private static final String TEMPLATE = "error";

  private final ViewResolver views;
  private final PageLayout shell;
  private final ErrorTexts texts;
  private final ProblemDetail problem;

  ErrorPage(ViewResolver views, PageLayout shell, ErrorTexts texts, ProblemDetail problem) {
    this.views = views;
    this.shell = shell;
    this.texts = texts;
    this.problem = problem;
  }

  /** Writes the page into a response of which nothing has been sent. */
  void write(HttpServletRequest request, HttpServletResponse original) throws IOException {
    AnyWriter response = new AnyWriter(original);
    write(request, response);
    response.end();
  }

  private void write(HttpServletRequest request, AnyWriter response) throws IOException {
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    try {
      View template =
          Objects.requireNonNull(views.resolveViewName(TEMPLATE, Locale.ENGLISH), TEMPLATE);
      Map<String, Object> words = new HashMap<>();
      words.put("status", problem.getStatus());
      words.put("shell", shell.frame(request));
      words.put("title", texts.title(problem));
      words.put("detail", texts.detail(problem));
      words.put("requestId", RequestId.of(request));
      template.render(words, request, new AlwaysHtml(response));
    } catch (Exception e) {
      log.error("the error page failed: this is a bug, please report it", e);
      if (!response.isCommitted()) {
        plain(request, response);
      }
    }
  }

  private void plain(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.resetBuffer();
    response
        .getWriter()
        .write(
            PlainErrorPage.of(
                String.valueOf(problem.getTitle()),
                problem.getDetail() == null ? "" : problem.getDetail(),
                RequestId.of(request)));
  }

  /** Keeps the view from guessing a type from the address, such as that of a missing script. */
  private static final class AlwaysHtml extends HttpServletResponseWrapper {

    AlwaysHtml(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setContentType(String type) {
      // It is set.
    }
  }

  /** Writes text also where a file has begun to be written as bytes. */
  private static final class AnyWriter extends HttpServletResponseWrapper {

    private @Nullable PrintWriter bytes;

    AnyWriter(HttpServletResponse response) {
      super(response);
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      if (bytes != null) {
        return bytes;
      }
      try {
        return super.getWriter();
      } catch (IllegalStateException e) {
        bytes = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
        return bytes;
      }
    }

    void end() {
      if (bytes != null) {
        bytes.flush();
      }
    }
  }
}
