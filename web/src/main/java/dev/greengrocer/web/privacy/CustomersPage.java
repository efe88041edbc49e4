package dev.greengrocer.web.privacy;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.privacy.CustomerErasure;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.Texts;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an administrator erases what a customer asks to have erased. */
@Controller
@RequestMapping("/customers")
class CustomersPage {

  private final CustomerErasure erasure;
  private final Texts texts;
  private final Supplier<CheckoutSettings> settings;

  CustomersPage(CustomerErasure erasure, LiveSettings settings, Texts texts) {
    this.erasure = erasure;
    this.settings = settings.of(CheckoutSettings.class);
    this.texts = texts;
  }

  @GetMapping
  String show(Model page) {
    page.addAttribute("days", settings.get().customerRetention().toDays());
    return "customers";
  }

  @PostMapping("/erase")
  String erase(
      @RequestParam(defaultValue = "") String customer, Actor actor, RedirectAttributes next) {
    try {
      SortedMap<String, Integer> rows = erasure.erase(actor, customer);
      String erased =
          rows.entrySet().stream()
              .map(
                  kind ->
                      kind.getValue()
                          + " "
                          + texts.orElse("customers.rows-" + kind.getKey(), kind.getKey()))
              .collect(Collectors.joining(", "));
      // Without the name: the page may stay open at a till.
      if (CustomerErasure.found(rows)) {
        next.addFlashAttribute("success", texts.of("customers.erased-from", erased));
      } else {
        next.addFlashAttribute("warning", texts.of("customers.no-customer-is-known"));
      }
    } catch (RefusedException e) {
      next.addFlashAttribute(
          "error", texts.of("customers.say-whose-data", String.valueOf(e.getMessage())));
    }
    return "redirect:/customers";
  }
}
