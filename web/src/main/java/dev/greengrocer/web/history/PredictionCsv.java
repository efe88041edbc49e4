package dev.greengrocer.web.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.ledger.prediction.PredictionLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * The books as a CSV file: every answer in one row. It writes as it reads, page by page: a million
 * rows take no more memory than five hundred, and hold no lock.
 */
@Component
class PredictionCsv {

  private static final int PAGE = 500;
  private static final String[] COLUMNS = {
    "id",
    "at",
    "source",
    "actor",
    "customer",
    "station",
    "label",
    "probability",
    "decision",
    "reason",
    "feedback",
    "true_label",
    "feedback_at",
    "feedback_by",
    "model",
    "model_sha256",
    "photo_sha256",
    "milliseconds",
    "request_id"
  };

  private final PredictionLog log;

  PredictionCsv(PredictionLog log) {
    this.log = log;
  }

  /**
   * Writes the answers that a filter lets through, the latest first, and closes the stream.
   *
   * @throws IOException if the reader is gone
   */
  void write(PredictionFilter filter, OutputStream out) throws IOException {
    try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8))) {
      Csv csv = Csv.to(writer, COLUMNS);
      String cursor = null;
      do {
        Page<LoggedPrediction> page = log.page(filter, cursor, PAGE);
        page.items().forEach(prediction -> write(prediction, csv));
        if (page.unreadable() != null) {
          page.unreadable().forEach(row -> csv.beginning(row.id()));
        }
        cursor = page.next();
      } while (cursor != null);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(LoggedPrediction prediction, Csv csv) {
    Feedback feedback = prediction.feedback();
    csv.line(
        prediction.id(),
        prediction.at(),
        prediction.source().id(),
        prediction.actor(),
        prediction.customer(),
        prediction.station() == null ? null : prediction.station().name(),
        prediction.best().label(),
        String.format(Locale.ROOT, "%.6f", prediction.best().probability()),
        prediction.decision().id(),
        prediction.reason().id(),
        feedback == null ? null : feedback.kind().id(),
        feedback == null ? null : feedback.trueLabel(),
        feedback == null ? null : feedback.at(),
        feedback == null ? null : feedback.by(),
        prediction.model(),
        prediction.modelSha256(),
        prediction.photo() == null ? null : prediction.photo().sha256(),
        String.format(Locale.ROOT, "%.1f", prediction.timings().milliseconds()),
        prediction.requestId());
  }
}
