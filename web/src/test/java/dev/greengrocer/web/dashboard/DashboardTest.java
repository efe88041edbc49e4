package dev.greengrocer.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.ledger.figures.DailyFigures;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DashboardTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog log;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DailyFigures figures;

  @Test
  void an_answer_is_counted_once_however_often_one_looks() {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    Days days = new Days(today, today);
    String model = UUID.randomUUID().toString();

    assertThat(answers(days, model)).isZero();
    log.append(answer(model, Instant.now()));
    log.append(answer(model, Instant.now().minusSeconds(1)));

    assertThat(answers(days, model)).isEqualTo(2);
    assertThat(answers(days, model)).isEqualTo(2);
  }

  @Test
  void the_page_shows_a_span_of_days_and_refuses_a_wrong_one() {
    assertThat(get("/dashboard?days=7").statusCode()).isEqualTo(200);
    HttpResponse<String> wrong = get("/dashboard?from=2026-12-31&to=2026-01-01");
    assertThat(wrong.statusCode()).isEqualTo(200);
    assertThat(wrong.body()).contains("a last day that is not before it");
    assertThat(get("/dashboard?from=0001-01-01&to=9999-01-01").body())
        .contains("at most ten years");
    // 4,294,967,298 days, which an int takes for two
    assertThat(get("/dashboard?from=0001-01-01&to=%2B11759222-01-01").body())
        .contains("a last day that is not before it");
    assertThat(get("/dashboard?from=%2B999999999-12-31&to=%2B999999999-12-31").body())
        .contains("a last day that is not before it");
  }

  private long answers(Days days, String model) {
    return figures.read(days).labelCells().entrySet().stream()
        .filter(cell -> cell.getKey().model().equals(model))
        .mapToLong(cell -> cell.getValue())
        .sum();
  }

  private static LoggedPrediction answer(String model, Instant at) {
    List<ClassScore> scores = List.of(new ClassScore("tomato", 0.95));
    return new LoggedPrediction(
        dev.greengrocer.ledger.database.Ids.next(),
        at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
        new LoggedPrediction.Origin("test", Source.API, null, null),
        null,
        new LoggedPrediction.Outcome(Decision.ACCEPT, Reason.CONFIDENT, scores, scores),
        new LoggedPrediction.Model("drawn", model),
        new LoggedPrediction.Timings(1000, 1000, 1000, 1000),
        null);
  }
}
