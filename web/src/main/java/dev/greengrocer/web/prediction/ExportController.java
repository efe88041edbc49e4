package dev.greengrocer.web.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.web.history.CsvText;
import dev.greengrocer.web.history.Feedback;
import dev.greengrocer.web.history.LoggedPrediction;
import dev.greengrocer.web.history.Page;
import dev.greengrocer.web.history.PredictionFilter;
import dev.greengrocer.web.history.PredictionLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.Instant;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The books as a file: every answer in one row. */
@RestController
@Tag(name = "Predictions")
class ExportController {

  private static final int PAGE = 500;
  private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

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
  private final PredictionFilters filters;

  ExportController(PredictionLog log, PredictionFilters filters) {
    this.log = log;
    this.filters = filters;
  }

  @GetMapping("/api/v1/export/predictions")
  @Operation(summary = "The answers that were given as CSV, the latest first")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  ResponseEntity<StreamingResponseBody> export(@ParameterObject PredictionQuery query) {
    PredictionFilter filter = filters.of(query);
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"predictions.csv\"")
        .body(out -> write(filter, out));
  }

  // Page by page: a million rows take no more memory than five hundred, and hold no lock.
  private void write(PredictionFilter filter, OutputStream out) throws IOException {
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
