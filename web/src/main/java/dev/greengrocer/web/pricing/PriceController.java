package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Csv;
import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The price list for programs. */
@RestController
@RequestMapping("/api/v1/prices")
@Tag(name = "Prices")
class PriceController {

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
   */
  @Schema(name = "Price")
  record PriceBody(
      String name,
      Unit unit,
      String price,
      String currency,
      @Nullable String plu,
      LocalDate from,
      @Nullable LocalDate to) {}

  /** Prices. */
  @Schema(name = "Prices")
  record PricesBody(List<PriceBody> items) {}

  /**
   * What something shall cost.
   *
   * @param price as a number or as text, such as {@code "2.99"}
   * @param from the first day; today when absent
   */
  @Schema(name = "PriceWish")
  record Wish(
      Unit unit,
      BigDecimal price,
      @Nullable String plu,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    Wish {
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(price, "price");
    }
  }

  /** How many prices an import set. */
  @Schema(name = "PriceImport")
  record Imported(int prices) {}

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "List the prices that count on a day, by name")
  PricesBody list(@RequestParam(required = false) @Nullable LocalDate on) {
    return new PricesBody(
        prices.inForce(on == null ? prices.today() : on).stream().map(this::body).toList());
  }

  @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "List all prices that something has had or will have, the latest first")
  PricesBody history(@PathVariable String name) {
    List<Price> history = prices.history(name);
    if (history.isEmpty()) {
      throw new RefusedException(Problem.NOT_FOUND, "'%s' has never had a price.".formatted(name));
    }
    return new PricesBody(history.stream().map(this::body).toList());
  }

  @PutMapping(
      path = "/{name}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Set what something costs from a day on")
  PriceBody set(@PathVariable String name, @RequestBody Wish wish) {
    Price price =
        new Price(
            name,
            wish.unit(),
            till.price(wish.price()),
            wish.plu(),
            wish.from() == null ? prices.today() : wish.from(),
            wish.to());
    prices.set(List.of(price));
    return body(price);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let a price end with a day; today when absent. Its history stays")
  @ApiResponse(responseCode = "204", description = "It ends with that day")
  void end(@PathVariable String name, @RequestParam(required = false) @Nullable LocalDate last) {
    prices.end(name, last == null ? prices.today() : last);
  }

  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(summary = "Export all prices, past and coming, as CSV")
  ResponseEntity<String> export() {
    StringBuilder file = new StringBuilder();
    PriceCsv.write(file, prices.all(), till);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(Csv.MEDIA_TYPE))
        .body(file.toString());
  }

  @PostMapping(path = "/import", consumes = "text/csv", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Set prices from CSV: all of them or, with every fault listed, none")
  Imported importCsv(@RequestBody String file) {
    PriceCsv.Reading reading = PriceCsv.read(file, till, prices.today());
    if (!reading.faults().isEmpty()) {
      throw new RefusedException(Problem.UNPROCESSABLE, String.join("\n", reading.faults()));
    }
    prices.set(reading.prices());
    return new Imported(reading.prices().size());
  }

  private PriceBody body(Price price) {
    return new PriceBody(
        price.name(),
        price.unit(),
        till.plain(price.amount()),
        till.currency(),
        price.plu(),
        price.from(),
        price.to());
  }
}
