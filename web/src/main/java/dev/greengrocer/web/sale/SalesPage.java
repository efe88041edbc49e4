package dev.greengrocer.web.sale;

import dev.greengrocer.files.Csv;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.ledger.sale.ReceiptCsv;
import dev.greengrocer.ledger.sale.Returns;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SaleFilter;
import dev.greengrocer.ledger.sale.Sales;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.ledger.settings.Logo;
import dev.greengrocer.ledger.settings.ShopLogo;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.account.Supervision;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.receipt.Receipts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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

/** What was sold, and each receipt. */
@Controller
@RequestMapping("/sales")
class SalesPage {

  private static final int LONGEST_KEY = 36;

  private static final int PAGE = 50;
  private static final int EXPORT_PAGE = 500;

  private final Sales sales;
  private final Returns returns;
  private final Checkout checkout;
  private final Till till;
  private final Supplier<CheckoutSettings> shop;
  private final Supplier<TaxSettings> taxes;
  private final Supervision supervision;
  private final Texts texts;
  private final Receipts receipts;
  private final ShopLogo logo;

  SalesPage(
      Sales sales,
      Returns returns,
      Checkout checkout,
      Till till,
      LiveSettings settings,
      Supervision supervision,
      Receipts receipts,
      Texts texts,
      ShopLogo logo) {
    this.logo = logo;
    this.supervision = supervision;
    this.receipts = receipts;
    this.returns = returns;
    this.taxes = settings.of(TaxSettings.class);
    this.sales = sales;
    this.checkout = checkout;
    this.till = till;
    this.shop = settings.of(CheckoutSettings.class);
    this.texts = texts;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      Model page) {
    Page<Sale> found = sales.page(new SaleFilter(from, to), cursor, PAGE);
    page.addAttribute("sales", found.items());
    page.addAttribute("unreadable", found.unreadable());
    page.addAttribute("till", till);
    page.addAttribute("from", from);
    page.addAttribute("to", to);
    page.addAttribute("newer", cursor == null ? null : address("/sales", from, to, null));
    page.addAttribute(
        "older", found.next() == null ? null : address("/sales", from, to, found.next()));
    page.addAttribute("export", address("/sales/export.csv", from, to, null));
    return "sales";
  }

  @GetMapping("/export.csv")
  void export(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      HttpServletResponse response)
      throws IOException {
    ReceiptCsv file = file(response, "sales.csv");
    String cursor = null;
    do {
      Page<Sale> found = sales.page(new SaleFilter(from, to), cursor, EXPORT_PAGE);
      file.write(found);
      cursor = found.next();
    } while (cursor != null);
  }

  /**
   * A receipt.
   *
   * @param before given where a basket was to be sold that had become this sale before
   */
  @GetMapping("/{id}")
  String receipt(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String before,
      Model page) {
    Sale sale = checkout.get(id);
    page.addAttribute("soldBefore", before != null);
    page.addAttribute("sale", sale);
    page.addAttribute("returns", sales.returnsOf(id));
    page.addAttribute("left", returns.left(sale));
    page.addAttribute("newReturn", Ids.next());
    page.addAttribute("voidIsApproved", supervision.isNeeded(Supervision.Act.VOID));
    page.addAttribute("returnIsApproved", supervision.isNeeded(Supervision.Act.RETURN));
    page.addAttribute("supervisors", supervision.supervisors());
    page.addAttribute("printers", receipts.printers());
    page.addAttribute("till", till);
    page.addAttribute("logo", logo.find().map(Logo::sha256).orElse(null));
    page.addAttribute("shop", shop.get().shop());
    page.addAttribute("address", taxes.get().addressLines());
    page.addAttribute("taxNumber", taxes.get().number());
    return "receipt";
  }

  @GetMapping("/{id}/receipt.csv")
  void receiptCsv(@PathVariable String id, HttpServletResponse response) throws IOException {
    Sale sale = checkout.get(id);
    file(response, "receipt-%d.csv".formatted(sale.number())).write(List.of(sale));
  }

  @PostMapping("/{id}/void")
  String voidSale(
      @PathVariable String id,
      @RequestParam String reason,
      @RequestParam(defaultValue = "") String supervisor,
      @RequestParam(defaultValue = "") String pin,
      Actor actor,
      RedirectAttributes next) {
    Sale sale = checkout.get(id);
    try {
      supervision.approve(
          List.of(Supervision.Act.VOID),
          "receipt " + sale.number(),
          null,
          new Supervision.Word(supervisor, pin));
      checkout.voidSale(actor, id, reason);
      next.addFlashAttribute("success", texts.of("receipt.sale-is-voided"));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return "redirect:/sales/" + sale.id();
  }

  /**
   * Gives goods of a sale back.
   *
   * @param key of the form, so that a press whose answer was lost gives back once
   * @param request holds how much of each line, in its order, as {@code quantity}; blank for
   *     nothing of it
   */
  @PostMapping("/{id}/returns")
  String giveBack(
      @PathVariable String id,
      @RequestParam String reason,
      @RequestParam Payment payment,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String supervisor,
      @RequestParam(defaultValue = "") String pin,
      HttpServletRequest request,
      Actor actor,
      RedirectAttributes next) {
    Sale sale = checkout.get(id);
    try {
      List<Returns.Wanted> wanted = new ArrayList<>();
      // Not a parameter of the method: a comma would make two of one.
      String[] quantities = request.getParameterValues("quantity");
      int count = quantities == null ? 0 : Math.min(quantities.length, sale.lines().size());
      for (int i = 0; quantities != null && i < count; i++) {
        String typed = quantities[i];
        if (!typed.isBlank()) {
          wanted.add(new Returns.Wanted(i + 1, quantity(sale.lines().get(i), typed)));
        }
      }
      supervision.approve(
          List.of(Supervision.Act.RETURN),
          "receipt " + sale.number(),
          null,
          new Supervision.Word(supervisor, pin));
      String once = key.isBlank() || key.length() > LONGEST_KEY ? Ids.next() : key;
      String asked = id + " " + payment + " " + wanted + " " + reason.strip();
      Sale made =
          returns
              .giveBack(
                  actor,
                  id,
                  wanted,
                  payment,
                  reason,
                  new IdempotentRequest(Scope.RETURN, Caller.owner(), once, Sha256.of(asked)))
              .sale();
      next.addFlashAttribute(
          "success", texts.of("receipt.give-back-money", till.text(-made.total())));
      return "redirect:/sales/" + made.id();
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
      return "redirect:/sales/" + sale.id();
    }
  }

  private Quantity quantity(Sale.Line sold, String typed) {
    return sold.quantity().unit() == Unit.KG
        ? Quantity.ofGrams(till.weight(typed).grams(), 0)
        : Quantity.ofPieces(Quantity.pieces(typed));
  }

  private ReceiptCsv file(HttpServletResponse response, String name) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    return new ReceiptCsv(response.getWriter(), till);
  }

  private static String address(
      String path, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String cursor) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    if (from != null) {
      address.queryParam("from", from);
    }
    if (to != null) {
      address.queryParam("to", to);
    }
    if (cursor != null) {
      address.queryParam("cursor", cursor);
    }
    return address.build().toUriString();
  }
}
