package dev.greengrocer.web.history;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases what people ask to have erased. */
@RestController
@Tag(name = "Erasure")
class ErasureController {

  private final PredictionEraser eraser;
  private final List<CustomerRecords> records;

  ErasureController(PredictionEraser eraser, List<CustomerRecords> records) {
    this.eraser = eraser;
    this.records = List.copyOf(records);
  }

  @DeleteMapping("/api/v1/predictions/{id}/photo")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Erase the photo behind an answer; the answer stays in the books")
  void erasePhoto(@PathVariable String id) {
    if (!eraser.erasePhotoOf(id)) {
      throw new RefusedException(Problem.NOT_FOUND, "prediction '%s': there is none".formatted(id));
    }
  }

  @PostMapping(
      path = "/api/v1/erasures",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Erase a customer's name and photos everywhere",
      description = "Answers and sales stay in the books without the name.")
  Erased erase(@RequestBody Request request) {
    if (request.customer().isBlank()) {
      throw new RefusedException(Problem.INVALID_REQUEST, "customer: must be a name");
    }
    Map<String, Integer> rows = new TreeMap<>();
    records.forEach(kind -> rows.put(kind.kind(), kind.erase(request.customer())));
    return new Erased(rows);
  }

  /**
   * Whose data to erase.
   *
   * @param customer as the callers named them
   */
  @Schema(name = "ErasureRequest")
  record Request(String customer) {}

  /**
   * What was erased.
   *
   * @param rows how many rows of each kind named the customer
   */
  @Schema(name = "Erasure")
  record Erased(Map<String, Integer> rows) {}
}
