package dev.greengrocer.web.price;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.CsvText;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceCsv;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.TaxChoice;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The price list for programs. */
@RestController
@RequestMapping("/api/v1/prices")
@Tag(name = "Prices")
class PriceController {

  /** A name, unless it is one of the two files. */
  private static final String NAMED = "/{name:(?!import$|export$).*}";

  private final PriceList prices;
  private final Till till;

  PriceController(PriceList prices, Till till) {
    this.prices = prices;
    this.till = till;
  }

  /**
   * A price.
   *
   * @param price an exact decimal as text, such as {@code 2.99}
   * @param taxRate in percent as text, such as {@code 7}; the shop's when absent
   */
  @Schema(name = "Price")
  record PriceBody(
      String name,
      Unit unit,
      String price,
      String currency,
      @Nullable String plu,
      @Nullable String taxRate,
      LocalDate from,
      @Nullable LocalDate to) {}

  /** Prices. */
  @Schema(name = "Prices")
  record PricesBody(List<PriceBody> items, @Nullable List<UnreadableBody> unreadable) {}

  /** A row of the price list that cannot be read and counts for nothing until it is replaced. */
  @Schema(name = "UnreadablePrice")
  record UnreadableBody(String name, String from, String fault) {}

  /**
   * What something shall cost.
   *
   * @param unit as before when absent
   * @param price as a number or as text, such as {@code "2.99"}
   * @param plu as before when absent, none when empty
   * @param taxRate in percent; as before when absent, the shop's when empty
   * @param from the first day; today when absent
   */
  @Schema(name = "PriceWish")
  record Wish(
      @Nullable Unit unit,
      Numeral price,
      @Pattern(regexp = "^([0-9]{4,5})?$", message = "must be 4 or 5 digits, or empty for none")
          @Nullable String plu,
      @Pattern(
              regexp = "^([0-9]{1,3}([.,][0-9]{1,2})?)?$",
              message = "must be percent, such as 7 or 5.5, or empty for the shop's")
          @Nullable String taxRate,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}

  /** How many prices an import set. */
  @Schema(name = "PriceImport")
  record Imported(int prices) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listPrices", summary = "List the prices that count on a day, by name")
  PricesBody list(@RequestParam(required = false) @Nullable LocalDate on) {
    List<UnreadableBody> unreadable =
        prices.unreadable().stream()
            .map(row -> new UnreadableBody(row.name(), row.firstDay(), row.fault()))
            .toList();
    return new PricesBody(
        prices.inForce(on == null ? prices.today() : on).stream().map(this::body).toList(),
        unreadable.isEmpty() ? null : unreadable);
  }

  @GetMapping(path = NAMED, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getPriceHistory",
      summary = "List all prices that something has had or will have, the latest first")
  PricesBody history(@PathVariable String name) {
    List<Price> history = prices.history(name);
    if (history.isEmpty()) {
      throw new RefusedException(Problem.NOT_FOUND, "'%s' has never had a price.".formatted(name));
    }
    return new PricesBody(history.stream().map(this::body).toList(), null);
  }

  @PutMapping(
      path = NAMED,
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "setPrice",
      summary = "Set what something costs from a day on",
      description =
          "Unit, PLU and tax stay as they were unless they are given. A program is asked nothing:"
              + " another unit, a price that is far from the last one, and a name that is new are"
              + " taken as meant.")
  PriceBody set(@PathVariable String name, @RequestBody Wish wish, Actor actor) {
    Price price =
        prices.wanted(
            name,
            wish.unit(),
            till.price(wish.price().text()),
            wish.plu(),
            wish.taxRate() == null ? null : TaxChoice.of(wish.taxRate()),
            wish.from() == null ? prices.today() : wish.from(),
            wish.to());
    prices.set(actor, List.of(price));
    return body(price);
  }

  @DeleteMapping(NAMED)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "endPrice",
      summary = "Let a price end with a day; today when absent. Its history stays",
      description =
          "With from, the first day of a price that has not begun or of a row that cannot be read,"
              + " it is taken back instead.")
  @ApiResponse(responseCode = "204", description = "It ends with that day")
  void end(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable LocalDate last,
      @RequestParam(required = false) @Nullable String from,
      Actor actor) {
    if (from == null) {
      prices.end(actor, name, last == null ? prices.today() : last);
    } else if (last == null) {
      prices.takeBack(actor, name, from);
    } else {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "last, from: give one of them, to end a price or take it back");
    }
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(operationId = "exportPrices", summary = "Export all prices, past and coming, as CSV")
  ResponseEntity<String> export() {
    StringBuilder file = new StringBuilder();
    PriceCsv.write(file, prices.all(), till);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(Csv.MEDIA_TYPE))
        .body(file.toString());
  }

  @PostMapping(path = "/import", consumes = "text/csv", produces = MediaType.APPLICATION_JSON_VALUE)
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(
      operationId = "importPrices",
      summary = "Set prices from CSV: all of them or, with every fault listed, none")
  Imported importCsv(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              description =
                  "Columns name, unit (kg or piece), price and, where they are wanted, plu, from,"
                      + " to and tax (percent), as the export has them",
              required = true,
              content =
                  @Content(
                      mediaType = "text/csv",
                      schema =
                          @Schema(type = "string", example = "name,unit,price\napple,kg,2.99\n")))
          @RequestBody
          byte[] file,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.CONTENT_TYPE) MediaType type,
      Actor actor) {
    Charset declared = type.getCharset();
    PriceCsv.Reading reading = prices.read(CsvText.decode(file, declared));
    if (!reading.faults().isEmpty()) {
      throw new RefusedException(Problem.UNPROCESSABLE, String.join("\n", reading.faults()));
    }
    prices.set(actor, reading.prices());
    return new Imported(reading.prices().size());
  }

  private PriceBody body(Price price) {
    return new PriceBody(
        price.name(),
        price.unit(),
        till.plain(price.amount()),
        till.currency(),
        price.plu(),
        price.tax() == null ? null : price.tax().percent(),
        price.from(),
        price.to());
  }
}
