package dev.greengrocer.web.prediction;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.audit.Actor;
import dev.greengrocer.web.history.IncomingFolder;
import dev.greengrocer.web.history.LoggedPrediction;
import dev.greengrocer.web.history.Page;
import dev.greengrocer.web.history.PredictionLog;
import dev.greengrocer.web.label.Door;
import dev.greengrocer.web.label.LabelChange;
import dev.greengrocer.web.label.LabelLog;
import dev.greengrocer.web.label.Verdict;
import dev.greengrocer.web.model.ModelSlot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Photos in, answers out, and what people say of the answers. */
@RestController
@RequestMapping(path = PredictionController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Predictions")
class PredictionController {

  static final String PATH = "/api/v1/predictions";

  private static final int MAX_PAGE = 500;

  private final PredictionService service;
  private final PredictionLog log;
  private final PredictionFilters filters;
  private final ModelSlot models;
  private final UploadSettings uploads;
  private final IncomingFolder incoming;
  private final LabelLog labels;

  PredictionController(
      PredictionService service,
      PredictionLog log,
      PredictionFilters filters,
      ModelSlot models,
      UploadSettings uploads,
      IncomingFolder incoming,
      LabelLog labels) {
    this.service = service;
    this.log = log;
    this.filters = filters;
    this.models = models;
    this.uploads = uploads;
    this.incoming = incoming;
    this.labels = labels;
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Name what a photo shows")
  @ApiResponse(responseCode = "201", description = "Answered", useReturnTypeSchema = true)
  ResponseEntity<PredictionBody> predict(
      @RequestPart @Nullable MultipartFile image,
      @RequestParam @Nullable String customer,
      @RequestParam(defaultValue = "5") int top,
      @Parameter(hidden = true) HttpServletRequest request)
      throws Exception {
    checkTop(top);
    if (image == null) {
      throw new RefusedException(
          Problem.NO_PHOTO, "The form has no file in a part named 'image'; put the photo there");
    }
    return answer(image::getBytes, customer, top, request);
  }

  @PostMapping(consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
  @Operation(summary = "Name what a photo shows")
  @ApiResponse(responseCode = "201", description = "Answered", useReturnTypeSchema = true)
  ResponseEntity<PredictionBody> predictBody(
      @RequestParam @Nullable String customer,
      @RequestParam(defaultValue = "5") int top,
      @Parameter(hidden = true) HttpServletRequest request)
      throws Exception {
    checkTop(top);
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new RefusedException(
          Problem.NOT_AN_IMAGE,
          "Content-Encoding '%s': send the photo's own bytes; they are compressed already"
              .formatted(encoding.substring(0, Math.min(40, encoding.length()))));
    }
    try (SpooledUpload body =
        SpooledUpload.of(incoming, request.getInputStream(), uploads.maxSize().toBytes())) {
      return answer(body, customer, top, request);
    }
  }

  private ResponseEntity<PredictionBody> answer(
      Upload upload, @Nullable String customer, int top, HttpServletRequest request)
      throws Exception {
    PredictionService.Outcome outcome =
        service.predict(upload, Asker.of(request, Asker.source(request), customer));
    LoggedPrediction prediction = outcome.prediction();
    return ResponseEntity.created(URI.create(PATH + "/" + prediction.id()))
        .header("Idempotency-Replayed", Boolean.toString(outcome.repeated()))
        .body(PredictionBody.of(prediction, top));
  }

  @GetMapping("/{id}")
  @Operation(summary = "An answer that was given")
  PredictionBody find(@PathVariable String id, @RequestParam(defaultValue = "5") int top) {
    checkTop(top);
    return PredictionBody.of(logged(id), top);
  }

  @GetMapping
  @Operation(summary = "The answers that were given, the latest first")
  Page<PredictionBody> list(
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "5") int top,
      @ParameterObject PredictionQuery query) {
    checkTop(top);
    if (limit < 1 || limit > MAX_PAGE) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "limit %d: must be 1 to %d".formatted(limit, MAX_PAGE));
    }
    Page<LoggedPrediction> page = log.page(filters.of(query), cursor, limit);
    return new Page<>(
        page.items().stream().map(prediction -> PredictionBody.of(prediction, top)).toList(),
        page.next());
  }

  @PostMapping(path = "/{id}/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Say what a photo really shows")
  PredictionBody say(@PathVariable String id, @RequestBody FeedbackBody.Request said, Actor actor) {
    if ((said.label() == null) != said.notInList()) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "Give either a label or \"notInList\": true");
    }
    Verdict verdict =
        said.notInList()
            ? Verdict.NOT_IN_LIST
            : Verdict.shows(models.current().labels(), said.label());
    LabelChange change = labels.record(actor, Door.API, id, verdict);
    return PredictionBody.of(change.after(), LoggedPrediction.KEPT_SCORES);
  }

  private LoggedPrediction logged(String id) {
    return log.find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "No prediction with id '%s'".formatted(id)));
  }

  private static void checkTop(int top) {
    if (top < 1 || top > LoggedPrediction.KEPT_SCORES) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "top %d: must be 1 to %d".formatted(top, LoggedPrediction.KEPT_SCORES));
    }
  }
}
