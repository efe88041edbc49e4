package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.PriceLabel;
import dev.greengrocer.ledger.price.PriceLabels;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Labels of bags for programs. */
@RestController
@RequestMapping("/api/v1/price-labels")
@Tag(name = "Prices")
class PriceLabelController {

  private static final String DECIMAL = "^[0-9]{1,7}([.,][0-9]{1,3})?$";
  private static final String PIECES = "must be from 1 to " + Quantity.MOST_PIECES;
  private static final String NAME = "its name, another name of it, or its PLU";
  private static final String KILOGRAMS = "without the packaging, such as 0.534";
  private static final String OWN = "of a kilogram or a piece; the price list's when absent";

  private final PriceLabels labels;
  private final PriceLabelWriter writer;
  private final ReceiptPrinters printers;
  private final Till till;

  PriceLabelController(
      PriceLabels labels, PriceLabelWriter writer, ReceiptPrinters printers, Till till) {
    this.labels = labels;
    this.writer = writer;
    this.printers = printers;
    this.till = till;
  }

  /**
   * What a label says; exact decimals as text.
   *
   * @param kilograms absent when pieces are counted
   * @param pieces absent when it is weighed
   * @param price of a kilogram or a piece
   * @param total of what is in the bag
   * @param barcode an EAN-13 that the shop's till reads
   */
  @Schema(name = "PriceLabel")
  record Body(
      String name,
      String plu,
      @Nullable String kilograms,
      @Nullable Integer pieces,
      Unit unit,
      String price,
      String total,
      String currency,
      LocalDate day,
      String barcode) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(
      operationId = "getPriceLabel",
      summary = "Get what the label of a bag says, with its barcode",
      description =
          "One of kilograms and pieces. The barcode holds the weight where the till charges the"
              + " price list's price for it, else the price of what is in the bag.")
  Body get(
      @Parameter(description = NAME) @RequestParam String name,
      @Parameter(description = KILOGRAMS, schema = @Schema(type = "string", pattern = DECIMAL))
          @RequestParam(required = false)
          @Nullable String kilograms,
      @RequestParam(required = false)
          @Min(value = 1, message = PIECES)
          @Max(value = Quantity.MOST_PIECES, message = PIECES)
          @Nullable Integer pieces,
      @Parameter(description = OWN, schema = @Schema(type = "string", pattern = DECIMAL))
          @RequestParam(required = false)
          @Nullable String price) {
    PriceLabel label = label(name, kilograms, pieces, price);
    Quantity quantity = label.quantity();
    boolean isWeighed = quantity.unit() == Unit.KG;
    return new Body(
        label.name(),
        label.plu(),
        isWeighed ? Quantity.kilograms(quantity.netGrams()) : null,
        isWeighed ? null : quantity.pieces(),
        quantity.unit(),
        till.plain(label.price()),
        till.plain(label.total()),
        till.currency(),
        label.day(),
        label.barcode());
  }

  @GetMapping(path = "/label.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(operationId = "getPriceLabelPdf", summary = "Get the label of a bag as a PDF file")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PDF_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<byte[]> pdf(
      @Parameter(description = NAME) @RequestParam String name,
      @Parameter(description = KILOGRAMS, schema = @Schema(type = "string", pattern = DECIMAL))
          @RequestParam(required = false)
          @Nullable String kilograms,
      @RequestParam(required = false)
          @Min(value = 1, message = PIECES)
          @Max(value = Quantity.MOST_PIECES, message = PIECES)
          @Nullable Integer pieces,
      @Parameter(description = OWN, schema = @Schema(type = "string", pattern = DECIMAL))
          @RequestParam(required = false)
          @Nullable String price) {
    return PriceLabelPage.pdf(writer.of(label(name, kilograms, pieces, price)));
  }

  @PostMapping("/print")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "printPriceLabel",
      summary = "Print the label of a bag on a printer in the network",
      description = "Each request prints once more. 409 when the printer did not take all of it.")
  @ApiResponse(responseCode = "204", description = "The printer has taken it")
  void print(
      @Parameter(description = NAME) @RequestParam String name,
      @Parameter(description = KILOGRAMS, schema = @Schema(type = "string", pattern = DECIMAL))
          @RequestParam(required = false)
          @Nullable String kilograms,
      @RequestParam(required = false)
          @Min(value = 1, message = PIECES)
          @Max(value = Quantity.MOST_PIECES, message = PIECES)
          @Nullable Integer pieces,
      @Parameter(description = OWN, schema = @Schema(type = "string", pattern = DECIMAL))
          @RequestParam(required = false)
          @Nullable String price,
      @Parameter(description = "its name; the only one when absent")
          @RequestParam(defaultValue = "")
          String printer) {
    printers.print(
        writer.of(label(name, kilograms, pieces, price)),
        null,
        printer,
        PriceLabelPage.NOT_PRINTED);
  }

  private PriceLabel label(
      String name, @Nullable String kilograms, @Nullable Integer pieces, @Nullable String price) {
    Long own = price == null ? null : till.price(price);
    if (kilograms != null && pieces == null) {
      return labels.of(name, Quantity.ofGrams(Quantity.grams(kilograms), 0), own);
    }
    if (kilograms == null && pieces != null) {
      return labels.of(name, Quantity.ofPieces(pieces), own);
    }
    throw new RefusedException(
        Problem.UNPROCESSABLE, "kilograms, pieces: give exactly one of them");
  }
}
