package dev.greengrocer.web.checkout;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Weights of whatever scale, for the basket at a till. */
@RestController
@RequestMapping("/api/v1/baskets")
@Tag(name = "Scales")
class WeightController {

  private final ScaleWeights weights;
  private final Till money;

  WeightController(ScaleWeights weights, Till money) {
    this.weights = weights;
    this.money = money;
  }

  /** In what a scale weighs. */
  @Schema(name = "WeightUnit")
  enum MassUnit {
    @JsonProperty("kg")
    KG,
    @JsonProperty("g")
    G
  }

  /**
   * What a scale shows, packaging included.
   *
   * @param unit kg or g; grams are whole
   * @param stable whether the scale has come to rest; it has when absent
   */
  @Schema(name = "ScaleReading")
  record Reading(Numeral weight, MassUnit unit, @Nullable Boolean stable) {}

  /**
   * The line that a weight was filled into; weights are exact decimals as text.
   *
   * @param line its id
   * @param name what it is
   * @param netKilograms without the packaging
   */
  @Schema(name = "WeighedLine")
  record FilledBody(
      String line, String name, String kilograms, String tareKilograms, String netKilograms) {}

  @PutMapping(
      path = "/{till}/weight",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "fillWeight",
      summary = "Fill a weight into the line that waits for one",
      description =
          "The till is named as its checkout page has it. The first line of its"
              + " basket that waits for a weight gets it; a weight that is there is never replaced."
              + " 409 when no line waits or the scale has not come to rest. The same"
              + " Idempotency-Key as the last time fills nothing and gives the same answer.")
  @ApiResponse(responseCode = "200", description = "Filled in")
  ResponseEntity<FilledBody> fill(
      @PathVariable @Parameter(schema = @Schema(type = "string", pattern = TillName.PATTERN))
          String till,
      @RequestBody Reading reading,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
    IdempotencyKey.checked(key);
    TillName name = new TillName(till);
    String written = reading.weight().text() + reading.unit().name().toLowerCase(Locale.ROOT);
    var weight = money.weight(written);
    if (Boolean.FALSE.equals(reading.stable())) {
      throw new RefusedException(
          Problem.CONFLICT,
          "The scale has not come to rest at %s; nothing was filled in.".formatted(weight.text()));
    }
    ScaleWeights.Filled filled = weights.fill(name, weight, key);
    return ResponseEntity.ok()
        .header(IdempotencyKey.REPLAYED, Boolean.toString(filled.replayed()))
        .body(
            new FilledBody(
                filled.line(),
                filled.name(),
                Quantity.kilograms(filled.weight().grams()),
                Quantity.kilograms(filled.tare().grams()),
                Quantity.kilograms(filled.weight().grams() - filled.tare().grams())));
  }
}
