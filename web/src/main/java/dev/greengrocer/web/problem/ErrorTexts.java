package dev.greengrocer.web.problem;

import dev.greengrocer.web.Texts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * What the page of a failure says. Titles and the sentences of this package come from the file of
 * texts; a sentence of the books, such as that there is no receipt of a number, is what programs
 * read, too, and is shown as it is.
 */
@Component
final class ErrorTexts {

  private static final Pattern NOTHING = Pattern.compile("Nothing is served at '(.*)'");

  private final Texts texts;

  ErrorTexts(Texts texts) {
    this.texts = texts;
  }

  /** What kind of failure it is. */
  String title(ProblemDetail problem) {
    String type = String.valueOf(problem.getType());
    String id = type.substring(type.lastIndexOf(':') + 1);
    return texts.orElse("problem." + id, String.valueOf(problem.getTitle()));
  }

  /** What was wrong; may be empty. */
  String detail(ProblemDetail problem) {
    String detail = problem.getDetail() == null ? "" : problem.getDetail();
    int status = problem.getStatus();
    if (detail.equals(Problems.words(status))) {
      return texts.orElse(
          "error.status-" + status,
          texts.of(status < 500 ? "error.status-refused" : "error.status-failed"));
    }
    Matcher nothing = NOTHING.matcher(detail);
    return nothing.matches() ? texts.of("error.nothing-is-served-at", nothing.group(1)) : detail;
  }
}
