package dev.greengrocer.web.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.ScaleLabels;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the labels of the shop's scales say, for programs. */
@RestController
@RequestMapping("/api/v1/barcodes")
@Tag(name = "Prices")
class BarcodeController {

  private static final String PATTERN = "^[0-9]{12,13}$";

  private final ScaleLabels labels;
  private final Till till;

  BarcodeController(ScaleLabels labels, Till till) {
    this.labels = labels;
    this.till = till;
  }

  /**
   * What a label says: a weight or a price; exact decimals as text.
   *
   * @param name the goods
   * @param kilograms net; absent when the label has a price
   * @param total the price of what is in the bag; absent when the label has a weight
   */
  @Schema(name = "ScaleLabel")
  record Body(String name, @Nullable String kilograms, @Nullable String total) {}

  @GetMapping(path = "/{barcode}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "readBarcode",
      summary = "Read the barcode of a label that a scale of the shop has printed")
  Body read(
      @PathVariable @Parameter(schema = @Schema(type = "string", pattern = PATTERN))
          String barcode) {
    ScaleLabels.Goods goods = labels.read(barcode);
    Weight weight = goods.weight();
    Long price = goods.price();
    return new Body(
        goods.name(),
        weight == null ? null : Quantity.kilograms(weight.grams()),
        price == null ? null : till.plain(price));
  }
}
