package dev.greengrocer.web.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.web.prediction.PredictionFilters;
import dev.greengrocer.web.prediction.PredictionQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The books as a file: every answer in one row. */
@RestController
@Tag(name = "Predictions")
class ExportController {

  private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

  private final PredictionCsv csv;
  private final PredictionFilters filters;

  ExportController(PredictionCsv csv, PredictionFilters filters) {
    this.csv = csv;
    this.filters = filters;
  }

  @GetMapping("/api/v1/export/predictions")
  @Operation(
      operationId = "exportPredictions",
      summary = "The answers that were given as CSV, the latest first")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  ResponseEntity<StreamingResponseBody> export(@ModelAttribute PredictionQuery query) {
    PredictionFilter filter = filters.of(query);
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"predictions.csv\"")
        .body(out -> csv.write(filter, out));
  }
}
