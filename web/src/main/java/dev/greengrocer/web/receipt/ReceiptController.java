package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Receipts for programs. */
@RestController
@RequestMapping("/api/v1/sales/{id}")
@Tag(name = "Sales")
class ReceiptController {

  private final Checkout checkout;
  private final Receipts receipts;

  ReceiptController(Checkout checkout, Receipts receipts) {
    this.checkout = checkout;
    this.receipts = receipts;
  }

  @GetMapping(path = "/receipt.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Operation(operationId = "getReceiptPdf", summary = "Get the receipt of a sale as a PDF file")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PDF_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<byte[]> pdf(@PathVariable String id) {
    return ReceiptPage.pdf(checkout.get(id), receipts);
  }

  @PostMapping("/print")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "printReceipt",
      summary = "Print the receipt of a sale on a printer in the network",
      description = "Each request prints once more. 409 when the printer did not take all of it.")
  @ApiResponse(responseCode = "204", description = "The printer has taken it")
  void print(
      @PathVariable String id,
      @Parameter(description = "its name; the only one when absent")
          @RequestParam(defaultValue = "")
          String printer) {
    receipts.print(checkout.get(id), printer);
  }
}
