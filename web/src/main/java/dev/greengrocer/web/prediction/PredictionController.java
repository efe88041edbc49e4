package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelChange;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.photo.IncomingFolder;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Station;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.model.ActiveModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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

  private static final String TOP = "must be 1 to " + LoggedPrediction.KEPT_SCORES;

  private final PredictionService service;
  private final PredictionLog log;
  private final PredictionFilters filters;
  private final ActiveModel models;
  private final UploadSettings uploads;
  private final IncomingFolder incoming;
  private final LabelLog labels;

  PredictionController(
      PredictionService service,
      PredictionLog log,
      PredictionFilters filters,
      ActiveModel models,
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
  @Refuses({
    Problem.DAMAGED_IMAGE,
    Problem.IMAGE_DIMENSIONS,
    Problem.DECODING_TOO_SLOW,
    Problem.KEY_REUSED,
    Problem.STILL_RUNNING,
    Problem.QUEUE_FULL
  })
  @Operation(operationId = "createPrediction", summary = "Name what a photo shows")
  @ApiResponse(responseCode = "201", description = "Answered", useReturnTypeSchema = true)
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "The same key and photo get the same answer",
      schema = @Schema(type = "string"))
  ResponseEntity<PredictionBody> predict(
      @RequestPart @Nullable MultipartFile image,
      @RequestParam @Size(max = RequestContext.CUSTOMER_LENGTH, message = RequestContext.CUSTOMER)
          @Nullable String customer,
      @RequestParam @Size(max = Station.LONGEST, message = Station.RULE) @Nullable String station,
      @RequestParam(defaultValue = "5")
          @Min(value = 1, message = TOP)
          @Max(value = LoggedPrediction.KEPT_SCORES, message = TOP)
          int top,
      @Parameter(hidden = true) HttpServletRequest request)
      throws Exception {
    if (image == null) {
      throw new RefusedException(
          Problem.NO_PHOTO, "The form has no file in a part named 'image'; put the photo there");
    }
    return answer(image::getBytes, customer, station, top, request);
  }

  @PostMapping(consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
  @Operation(operationId = "createPrediction", summary = "Name what a photo shows")
  @ApiResponse(responseCode = "201", description = "Answered", useReturnTypeSchema = true)
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "The same key and photo get the same answer",
      schema = @Schema(type = "string"))
  ResponseEntity<PredictionBody> predictBody(
      @RequestParam @Size(max = RequestContext.CUSTOMER_LENGTH, message = RequestContext.CUSTOMER)
          @Nullable String customer,
      @RequestParam @Size(max = Station.LONGEST, message = Station.RULE) @Nullable String station,
      @RequestParam(defaultValue = "5")
          @Min(value = 1, message = TOP)
          @Max(value = LoggedPrediction.KEPT_SCORES, message = TOP)
          int top,
      @Parameter(hidden = true) HttpServletRequest request)
      throws Exception {
    try (SpooledUpload body =
        SpooledUpload.of(incoming, request.getInputStream(), uploads.maxSize().toBytes())) {
      return answer(body, customer, station, top, request);
    }
  }

  private ResponseEntity<PredictionBody> answer(
      Upload upload,
      @Nullable String customer,
      @Nullable String station,
      int top,
      HttpServletRequest request)
      throws Exception {
    PredictionService.Outcome outcome =
        service.predict(
            upload, RequestContext.of(request, RequestContext.source(request), customer, station));
    LoggedPrediction prediction = outcome.prediction();
    return ResponseEntity.created(URI.create(PATH + "/" + prediction.id()))
        .header(IdempotencyKey.REPLAYED, Boolean.toString(outcome.repeated()))
        .body(PredictionBody.of(prediction, top));
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getPrediction", summary = "An answer that was given")
  PredictionBody find(
      @PathVariable String id,
      @RequestParam(defaultValue = "5")
          @Min(value = 1, message = TOP)
          @Max(value = LoggedPrediction.KEPT_SCORES, message = TOP)
          int top) {
    return PredictionBody.of(logged(id), top);
  }

  @GetMapping
  @Operation(
      operationId = "listPredictions",
      summary = "The answers that were given, the latest first")
  Page<PredictionBody> list(
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          int limit,
      @RequestParam(defaultValue = "5")
          @Min(value = 1, message = TOP)
          @Max(value = LoggedPrediction.KEPT_SCORES, message = TOP)
          int top,
      @ModelAttribute PredictionQuery query) {
    Page<LoggedPrediction> page = log.page(filters.of(query), cursor, limit);
    return page.with(
        page.items().stream().map(prediction -> PredictionBody.of(prediction, top)).toList());
  }

  @PostMapping(path = "/{id}/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(operationId = "recordFeedback", summary = "Say what a photo really shows")
  PredictionBody say(@PathVariable String id, @RequestBody FeedbackBody.Request said, Actor actor) {
    Verdict verdict =
        said.label() == null
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
}
