package dev.greengrocer.web.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greengrocer.files.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a doctor has found.
 *
 * @param findings one for each check, in their order
 */
public record Examination(List<Finding> findings) {

  public Examination {
    findings = List.copyOf(findings);
  }

  /** The worst of the levels. */
  public Level level() {
    return findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK);
  }

  /** For people: a line for each finding, and what to do below it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          "%-8s %-12s %s%n".formatted(finding.level(), finding.subject(), finding.sentence()));
      if (!finding.remedy().isEmpty()) {
        text.append("%22s%s%n".formatted("→ ", finding.remedy()));
      }
    }
    return text.toString();
  }

  /** For programs. */
  public String json() {
    return Json.INDENTED.writeValueAsString(
        new Document(
            level().name().toLowerCase(Locale.ROOT),
            findings.stream()
                .map(
                    finding ->
                        new Entry(
                            finding.subject(),
                            finding.levelName(),
                            finding.sentence(),
                            finding.remedy()))
                .toList()));
  }

  private record Document(String level, List<Entry> findings) {}

  private record Entry(
      String check,
      String level,
      String finding,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String remedy) {}
}
