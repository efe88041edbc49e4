package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.MovementFilter;
import dev.greengrocer.ledger.stock.MovementKind;
import dev.greengrocer.ledger.stock.StockMovement;
import dev.greengrocer.ledger.stock.StockMovements;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Every movement of stock. */
@Controller
@RequestMapping("/stock/movements")
class MovementsPage {

  private static final int PAGE = 50;

  private final StockMovements movements;
  private final PriceList prices;
  private final StockCsv csv;
  private final Till till;

  MovementsPage(StockMovements movements, PriceList prices, StockCsv csv, Till till) {
    this.movements = movements;
    this.prices = prices;
    this.csv = csv;
    this.till = till;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      Model page) {
    MovementFilter filter = filter(name, kind, from, to);
    Page<StockMovement> found = movements.page(filter, cursor, PAGE);
    page.addAttribute("movements", found.items());
    page.addAttribute("unreadable", found.unreadable());
    page.addAttribute("filter", filter);
    page.addAttribute("kinds", MovementKind.values());
    page.addAttribute("till", till);
    page.addAttribute("newer", cursor == null ? null : address("/stock/movements", filter, null));
    page.addAttribute(
        "older", found.next() == null ? null : address("/stock/movements", filter, found.next()));
    page.addAttribute("export", address("/stock/movements/export.csv", filter, null));
    return "stock-movements";
  }

  @GetMapping("/export.csv")
  void export(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      HttpServletResponse response)
      throws IOException {
    MovementFilter filter = filter(name, kind, from, to);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"stock-movements.csv\"");
    csv.writeMovements(filter, response);
  }

  private MovementFilter filter(
      String name, String kind, @Nullable LocalDate from, @Nullable LocalDate to) {
    return new MovementFilter(
        name.isBlank() ? null : prices.canonical(name),
        Choices.kind(kind.isBlank() ? null : kind),
        from,
        to);
  }

  private static String address(String path, MovementFilter filter, @Nullable String cursor) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    if (filter.name() != null) {
      address.queryParam("name", "{name}");
    }
    if (filter.kind() != null) {
      address.queryParam("kind", filter.kind().id());
    }
    if (filter.from() != null) {
      address.queryParam("from", filter.from());
    }
    if (filter.to() != null) {
      address.queryParam("to", filter.to());
    }
    if (cursor != null) {
      address.queryParam("cursor", cursor);
    }
    return filter.name() == null
        ? address.encode().build().toUriString()
        : address.encode().buildAndExpand(filter.name()).toUriString();
  }
}
