package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.Deliveries;
import dev.greengrocer.ledger.stock.Delivery;
import dev.greengrocer.ledger.stock.GoodsIn;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What came in, and each delivery. */
@Controller
@RequestMapping("/deliveries")
class DeliveriesPage {

  private static final int PAGE = 50;

  private final Deliveries deliveries;
  private final GoodsIn goodsIn;
  private final StockCsv csv;
  private final Texts texts;
  private final Till till;

  DeliveriesPage(Deliveries deliveries, GoodsIn goodsIn, StockCsv csv, Till till, Texts texts) {
    this.deliveries = deliveries;
    this.goodsIn = goodsIn;
    this.csv = csv;
    this.till = till;
    this.texts = texts;
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String cursor, Model page) {
    Page<Delivery> found = deliveries.page(cursor, PAGE);
    page.addAttribute("deliveries", found.items());
    page.addAttribute("unreadable", found.unreadable());
    page.addAttribute("till", till);
    page.addAttribute("newer", cursor == null ? null : "/deliveries");
    page.addAttribute("older", found.next() == null ? null : older(found.next()));
    return "deliveries";
  }

  private static String older(String cursor) {
    return UriComponentsBuilder.fromPath("/deliveries")
        .queryParam("cursor", cursor)
        .build()
        .toUriString();
  }

  @GetMapping("/{number:\\d+}")
  String delivery(@PathVariable long number, Model page) {
    page.addAttribute("delivery", goodsIn.get(number));
    page.addAttribute("till", till);
    return "delivery";
  }

  @GetMapping("/export.csv")
  void export(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"deliveries.csv\"");
    csv.writeDeliveries(response);
  }

  /** Takes a delivery out again that was booked wrongly. */
  @PostMapping("/{number:\\d+}/void")
  String voidDelivery(
      @PathVariable long number,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      RedirectAttributes next) {
    goodsIn.get(number);
    try {
      goodsIn.voidDelivery(actor, number, reason);
      next.addFlashAttribute("success", texts.of("delivery.is-voided"));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return "redirect:/deliveries/" + number;
  }
}
