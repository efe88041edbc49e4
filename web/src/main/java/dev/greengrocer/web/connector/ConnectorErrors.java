package dev.greengrocer.web.connector;

import dev.greengrocer.files.Json;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.problem.PlainErrorPage;
import dev.greengrocer.web.problem.Problems;
import dev.greengrocer.web.security.ResponseHeaders;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what Tomcat refuses before the application is reached, such as a request line or a head
 * that it cannot read, in the form of all failures: problem details, or a page for a browser.
 */
public final class ConnectorErrors extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String id = response.getHeader(RequestId.HEADER);
    if (id == null) {
      id = Ids.next();
      response.setHeader(RequestId.HEADER, id);
    }
    ResponseHeaders.set(response);
    ProblemDetail problem = Problems.detail(status);
    String path = request.getRequestURI();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if ((path == null || accept == null)
        && request.getCoyoteRequest().getInputBuffer()
            instanceof SteadyProcessor.MeteredBody body) {
      UnreadHead head = body.head(); // the container stops at the first line that it cannot read
      path = path == null ? head.path() : path;
      accept = accept == null ? head.accept() : accept;
    }
    boolean page = path != null && Problems.wantsPage(accept, path);
    try {
      response.setContentType(
          page ? MediaType.TEXT_HTML_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            page
                ? PlainErrorPage.of(
                    String.valueOf(problem.getTitle()), String.valueOf(problem.getDetail()), id)
                : json(problem, path, id));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // The caller has gone, or bytes of a response are on their way: nothing more can be said.
      container.getLogger().debug("no error report", e);
    }
  }

  private static String json(ProblemDetail problem, @Nullable String path, String id) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("type", String.valueOf(problem.getType()));
    body.put("title", problem.getTitle());
    body.put("status", problem.getStatus());
    body.put("detail", problem.getDetail());
    if (path != null && Problems.instance(path) != null) {
      body.put("instance", path);
    }
    body.put(RequestId.LOG_KEY, id);
    return Json.MAPPER.writeValueAsString(body);
  }
}
