package dev.greengrocer.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.figures.LeftOutRows;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What the program itself writes can be read, so no figure leaves it out. */
@TestPropertySource(properties = "spring.application.name=left-out-rows") // a server of its own
class LeftOutRowsTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private LeftOutRows leftOut;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog log;

  @ParameterizedTest
  @EnumSource
  void answers_of_every_source(Source source) {
    List<ClassScore> scores = List.of(new ClassScore("tomato", 0.95));
    log.append(
        new LoggedPrediction(
            Ids.next(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            new LoggedPrediction.Origin("test", source, null, null),
            null,
            new LoggedPrediction.Outcome(Decision.ACCEPT, Reason.CONFIDENT, scores, scores),
            new LoggedPrediction.Model("drawn", "model"),
            new LoggedPrediction.Timings(1000, 1000, 1000, 1000),
            null));

    assertThat(leftOut.read()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sales_by_every_payment(Payment payment) {
    sell(
        payment,
        """
        {"name": "tomato", "kilograms": "0.500", "tareKilograms": "0.065"},
        {"name": "kiwi", "pieces": 2, "discount": {"percent": 10, "reason": "bruised"}}
        """);

    assertThat(leftOut.read()).isEmpty();
  }

  @Test
  void returns_of_weights_and_of_pieces_that_were_given_away_too() {
    String sale =
        sell(
            Payment.CASH,
            """
            {"name": "tomato", "kilograms": "0.500", "tareKilograms": "0.065"},
            {"name": "kiwi", "pieces": 2},
            {"name": "kiwi", "pieces": 1, "discount": {"percent": 100, "reason": "a gift"}}
            """);
    HttpResponse<String> back =
        postJson(
            "/api/v1/sales/" + sale + "/returns",
            """
            {"reason": "rotten", "lines": [
              {"line": 1, "kilograms": "0.200"}, {"line": 2, "pieces": 1}, {"line": 3, "pieces": 1}]}
            """);
    assertThat(back.statusCode()).as(back.body()).isEqualTo(201);

    assertThat(leftOut.read()).isEmpty();
  }

  private String sell(Payment payment, String lines) {
    HttpResponse<String> sale =
        postJson(
            "/api/v1/sales",
            "{\"payment\": \"%s\", \"lines\": [%s]}".formatted(payment.id(), lines));
    assertThat(sale.statusCode()).as(sale.body()).isEqualTo(201);
    return json(sale).at("/id").asString();
  }
}
