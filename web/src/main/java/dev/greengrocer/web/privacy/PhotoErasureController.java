package dev.greengrocer.web.privacy;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.privacy.PredictionEraser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases photos one by one. */
@RestController
@Tag(name = "Erasure")
class PhotoErasureController {

  private final PredictionEraser eraser;

  PhotoErasureController(PredictionEraser eraser) {
    this.eraser = eraser;
  }

  @DeleteMapping("/api/v1/predictions/{id}/photo")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "erasePhoto",
      summary = "Erase the photo behind an answer; the answer stays in the books")
  void erasePhoto(@PathVariable String id, Actor actor) {
    if (!eraser.erasePhotoOf(actor, id)) {
      throw new RefusedException(Problem.NOT_FOUND, "No prediction with id '%s'".formatted(id));
    }
  }
}
