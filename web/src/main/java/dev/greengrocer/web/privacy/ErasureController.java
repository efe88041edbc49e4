package dev.greengrocer.web.privacy;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.privacy.CustomerErasure;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Erases what customers ask to have erased, for programs. */
@RestController
@Tag(name = "Erasure")
class ErasureController {

  private final CustomerErasure erasure;

  ErasureController(CustomerErasure erasure) {
    this.erasure = erasure;
  }

  @PostMapping(
      path = "/api/v1/erasures",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "eraseCustomer",
      summary = "Erase a customer's name and photos everywhere",
      description = "Answers and sales stay in the books without the name.")
  Erased erase(@RequestBody Request request, Actor actor) {
    return new Erased(erasure.erase(actor, request.customer()));
  }

  /**
   * Whose data to erase.
   *
   * @param customer a name as it was given, or a mobile number however it is written
   */
  @Schema(name = "ErasureRequest")
  record Request(
      @Size(min = 1, max = 100, message = "must be 1 to 100 characters") String customer) {}

  /**
   * What was erased.
   *
   * @param rows how many rows of each kind named the customer; all 0 when no customer is known by
   *     that
   */
  @Schema(name = "Erasure")
  record Erased(Map<String, Integer> rows) {}
}
