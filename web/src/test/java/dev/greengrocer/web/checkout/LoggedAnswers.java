package dev.greengrocer.web.checkout;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Answers that are in the books without a photo. */
final class LoggedAnswers {

  private LoggedAnswers() {}

  /** Writes an answer with labels that are equally probable, and gives its id. */
  static String append(PredictionLog log, Decision decision, String... labels) {
    List<ClassScore> scores =
        Arrays.stream(labels).map(label -> new ClassScore(label, 1.0 / labels.length)).toList();
    String id = Ids.next();
    log.append(
        new LoggedPrediction(
            id,
            Instant.now(),
            new LoggedPrediction.Origin("test", Source.WEB, null, null),
            null,
            new LoggedPrediction.Outcome(
                decision,
                decision == Decision.ACCEPT ? Reason.CONFIDENT : Reason.CLOSE_CALL,
                scores,
                scores),
            new LoggedPrediction.Model("test", "ab".repeat(32)),
            new LoggedPrediction.Timings(0, 0, 0, 0),
            null));
    return id;
  }
}
