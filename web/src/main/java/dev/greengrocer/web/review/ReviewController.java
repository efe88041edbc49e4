package dev.greengrocer.web.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greengrocer.ClassScore;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.label.ReviewItem;
import dev.greengrocer.ledger.label.WorthReviewing;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The queue for programs that bring their own pages. */
@RestController
@RequestMapping("/api/v1/review")
@Tag(name = "Review")
class ReviewController {

  private final ReviewService desk;
  private final ReviewExport export;

  ReviewController(ReviewService desk, ReviewExport export) {
    this.desk = desk;
    this.export = export;
  }

  @GetMapping(path = "/next", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "claimReview",
      summary = "The most valuable photo to look at, held for the caller for five minutes",
      responses = {
        @ApiResponse(
            responseCode = "200",
            content =
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = ItemBody.class))),
        @ApiResponse(responseCode = "204", description = "Nothing waits", content = @Content)
      })
  ResponseEntity<ItemBody> next(Actor reviewer) {
    return desk.next(reviewer)
        .map(item -> ResponseEntity.ok(ItemBody.of(item)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @PostMapping(
      path = "/{id:(?!next$|undo$|export$).*}",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "decideReview",
      summary = "Say what a photo shows, or that it cannot be used",
      responses = @ApiResponse(responseCode = "204", content = @Content))
  ResponseEntity<Void> decide(
      @PathVariable String id, @RequestBody DecisionBody body, Actor reviewer) {
    desk.decide(reviewer, id, body.decision(), body.label());
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/undo")
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "undoReview",
      summary = "Take the caller's last decision back",
      responses = {
        @ApiResponse(responseCode = "204", content = @Content),
        @ApiResponse(
            responseCode = "409",
            description = "There is none",
            content =
                @Content(
                    mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                    schema = @Schema(ref = "#/components/schemas/Problem")))
      })
  ResponseEntity<Void> undo(Actor reviewer) {
    if (!desk.undo(reviewer)) {
      throw new RefusedException(Problem.CONFLICT, "You have decided nothing to take back");
    }
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/export")
  @Operation(
      operationId = "exportReviewed",
      summary = "The reviewed photos as class folders, for 'greengrocer prepare'",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = ReviewExport.MEDIA_TYPE,
                      schema = @Schema(type = "string", format = "binary"))))
  void export(@Parameter(hidden = true) HttpServletResponse response) throws IOException {
    export.send(response);
  }

  /**
   * A photo to look at.
   *
   * @param predictionId the answer that it belongs to
   * @param photo where the photo is
   * @param predictions the most probable labels, descending
   * @param why why it is worth the time
   * @param claimedUntil when it goes to another reviewer
   */
  @Schema(name = "ReviewItem")
  record ItemBody(
      String predictionId,
      String photo,
      List<ClassScore> predictions,
      List<String> why,
      Instant claimedUntil) {

    static ItemBody of(ReviewItem item) {
      LoggedPrediction answer = item.answer();
      return new ItemBody(
          answer.id(),
          "/api/v1/predictions/" + answer.id() + "/photo",
          answer.scores(),
          item.why().stream().map(WorthReviewing::words).toList(),
          item.claimedUntil());
    }
  }

  /**
   * What a reviewer decides.
   *
   * @param decision {@code label}, {@code not-in-list}, {@code unusable} or {@code skip}
   * @param label the label, or another name of it, when the decision is {@code label}
   */
  @Schema(name = "ReviewDecision")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DecisionBody(
      @Schema(allowableValues = {"label", "not-in-list", "unusable", "skip"}) String decision,
      @Nullable String label) {}
}
