package dev.greengrocer.web.stock;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockItem;
import dev.greengrocer.ledger.stock.StockKeeping;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is there, what is to be ordered, and what is thrown away. */
@Controller
@RequestMapping("/stock")
class StockPage {

  static final int LONGEST_KEY = 36;
  private static final String BACK = "redirect:/stock";

  private final PriceList prices;
  private final StockList list;
  private final StockKeeping keeping;
  private final SoldUnits units;
  private final NewGoods newGoods;
  private final Texts texts;
  private final StockCsv csv;

  StockPage(
      PriceList prices,
      StockList list,
      StockKeeping keeping,
      SoldUnits units,
      NewGoods newGoods,
      StockCsv csv,
      Texts texts) {
    this.prices = prices;
    this.list = list;
    this.keeping = keeping;
    this.units = units;
    this.newGoods = newGoods;
    this.csv = csv;
    this.texts = texts;
  }

  @GetMapping
  String show(Model page) {
    List<StockItem> items = list.items();
    page.addAttribute("items", items);
    page.addAttribute("days", list.coverDays());
    page.addAttribute(
        "toOrder",
        items.stream().filter(StockItem::belowThreshold).map(one -> one.goods().name()).toList());
    page.addAttribute(
        "below",
        items.stream()
            .filter(one -> one.onHand().belowZero())
            .map(one -> one.goods().name())
            .toList());
    page.addAttribute("names", units.names());
    page.addAttribute("units", Unit.values());
    page.addAttribute("key", Ids.next());
    return "stock";
  }

  @GetMapping("/export.csv")
  void export(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"stock.csv\"");
    csv.writeStock(response);
  }

  /**
   * Throws something away; asks before it is something that no one knows, or more than there is.
   *
   * @param sure the name that the person says is that of something new
   * @param all the amount that the person says was there
   * @param key of the form, so that a press whose answer was lost books once
   */
  @PostMapping("/waste")
  String waste(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String amount,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String sure,
      @RequestParam(defaultValue = "") String all,
      @RequestParam(defaultValue = "") String key,
      Actor actor,
      RedirectAttributes next) {
    try {
      Quantity quantity = units.quantity(name, amount, unit);
      String question = newGoods.question(name, sure);
      if (question != null) {
        next.addFlashAttribute("wasteQuestion", question);
        typedWaste(name, amount, reason, next);
        return BACK;
      }
      if (!amount.strip().equals(all.strip()) && isMoreThanThere(name, quantity, next)) {
        typedWaste(name, amount, reason, next);
        return BACK;
      }
      StockKeeping.Made made =
          keeping.waste(
              actor,
              name,
              quantity,
              reason,
              request(Scope.WASTE, key, name + "\n" + quantity + "\n" + reason.strip()));
      next.addFlashAttribute(
          "success",
          texts.of(
              "stock.thrown-away",
              made.movements().get(0).name(),
              StockAmount.of(quantity).text()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
      typedWaste(name, amount, reason, next);
    }
    return BACK;
  }

  /** Asks whether so much was there, unless the stock is not kept or in doubt already. */
  private boolean isMoreThanThere(String name, Quantity quantity, RedirectAttributes next) {
    StockItem.Goods goods = new StockItem.Goods(prices.canonical(name), quantity.unit());
    StockAmount there = list.kept().get(goods);
    StockAmount wasted = StockAmount.of(quantity);
    if (there == null || there.belowZero() || !there.minus(wasted).belowZero()) {
      return false;
    }
    next.addFlashAttribute(
        "wasteOfMore",
        texts.of("stock.more-than-there", goods.name(), there.text(), wasted.text()));
    return true;
  }

  private static void typedWaste(
      String name, String amount, String reason, RedirectAttributes next) {
    next.addFlashAttribute("wasteName", name);
    next.addFlashAttribute("wasteAmount", amount);
    next.addFlashAttribute("wasteReason", reason);
  }

  /**
   * Sets a threshold; a blank amount removes it. Asks before it is of something that no one knows.
   *
   * @param sure the name that the person says is that of something new
   */
  @PostMapping("/thresholds")
  String threshold(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String amount,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String sure,
      Actor actor,
      RedirectAttributes next) {
    try {
      if (amount.isBlank()) {
        StockItem.Goods goods = known(name, unit);
        keeping.threshold(actor, goods.name(), goods.unit(), null);
        next.addFlashAttribute("success", texts.of("stock.no-threshold-any-more", goods.name()));
      } else {
        StockAmount least = units.amount(name, amount, unit);
        String question = newGoods.question(name, sure);
        if (question != null) {
          next.addFlashAttribute("thresholdQuestion", question);
          next.addFlashAttribute("thresholdName", name);
          next.addFlashAttribute("thresholdAmount", amount);
          next.addFlashAttribute("thresholdUnit", unit);
          return BACK;
        }
        keeping.threshold(actor, name, least.unit(), least);
        next.addFlashAttribute(
            "success", texts.of("stock.below-is-to-be-ordered", least.text(), name.strip()));
      }
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
      next.addFlashAttribute("thresholdName", name);
      next.addFlashAttribute("thresholdAmount", amount);
    }
    return BACK;
  }

  /** What has a threshold that is removed: by its unit, or the only one that it has. */
  private StockItem.Goods known(String name, String unit) {
    return list.items().stream()
        .filter(item -> item.threshold() != null)
        .map(StockItem::goods)
        .filter(goods -> goods.name().equalsIgnoreCase(name.strip()))
        .filter(goods -> unit.isBlank() || goods.unit().id().equalsIgnoreCase(unit.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.UNPROCESSABLE,
                    "'%s' has no threshold to remove; type an amount to set one."
                        .formatted(Quantity.shortened(name))));
  }

  /** The request of a form with a key of its own. */
  static IdempotentRequest request(Scope scope, String key, String asked) {
    String once = key.isBlank() || key.length() > LONGEST_KEY ? Ids.next() : key;
    return new IdempotentRequest(scope, Caller.owner(), once, Sha256.of("page 1\n" + asked));
  }
}
