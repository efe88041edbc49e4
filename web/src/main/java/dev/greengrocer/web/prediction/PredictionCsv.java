package dev.greengrocer.web.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.web.history.CsvText;
import dev.greengrocer.web.history.Feedback;
import dev.greengrocer.web.history.LoggedPrediction;
import dev.greengrocer.web.history.Page;
import dev.greengrocer.web.history.PredictionFilter;
import dev.greengrocer.web.history.PredictionLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.Instant;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The books as a CSV file: every answer in one row. It writes as it reads, page by page: a million
 * rows take no more memory than five hundred, and hold no lock.
 */
@Component
class PredictionCsv {

  private static final int PAGE = 500;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "id",
              "at",
              "source",
              "actor",
              "customer",
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
              "request_id")
          .get();

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
    try (CSVPrinter csv =
        new CSVPrinter(new BufferedWriter(new OutputStreamWriter(out, UTF_8)), FORMAT)) {
      String cursor = null;
      do {
        Page<LoggedPrediction> page = log.page(filter, cursor, PAGE);
        for (LoggedPrediction prediction : page.items()) {
          write(prediction, csv);
        }
        cursor = page.next();
      } while (cursor != null);
    }
  }

  private static void write(LoggedPrediction prediction, CSVPrinter csv) throws IOException {
    Feedback feedback = prediction.feedback();
    csv.printRecord(
        prediction.id(),
        prediction.at(),
        prediction.source().id(),
        CsvText.safe(prediction.actor()),
        CsvText.safe(prediction.customer()),
        CsvText.safe(prediction.best().label()),
        String.format(Locale.ROOT, "%.6f", prediction.best().probability()),
        prediction.decision().id(),
        prediction.reason().id(),
        feedback == null ? "" : feedback.kind().id(),
        feedback == null ? "" : CsvText.safe(feedback.trueLabel()),
        text(feedback == null ? null : feedback.at()),
        feedback == null ? "" : CsvText.safe(feedback.by()),
        CsvText.safe(prediction.model()),
        prediction.modelSha256(),
        prediction.photo() == null ? "" : prediction.photo().sha256(),
        String.format(Locale.ROOT, "%.1f", prediction.timings().milliseconds()),
        CsvText.safe(prediction.requestId()));
  }

  private static String text(@Nullable Instant moment) {
    return moment == null ? "" : moment.toString();
  }
}
