package dev.greengrocer.web.pricing;

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
  private final CheckoutSettings settings;

  CustomersPage(CustomerErasure erasure, CheckoutSettings settings) {
    this.erasure = erasure;
    this.settings = settings;
  }

  @GetMapping
  String show(Model page) {
    page.addAttribute("days", settings.customerRetention().toDays());
    return "customers";
  }

  @PostMapping("/erase")
  String erase(@RequestParam String customer, RedirectAttributes next) {
    if (customer.isBlank()) {
      next.addFlashAttribute("error", "Say whose data to erase: a name or a mobile number.");
      return "redirect:/customers";
    }
    String erased =
        erasure.erase(customer).entrySet().stream()
            .map(rows -> rows.getValue() + " " + rows.getKey())
            .collect(Collectors.joining(", "));
    // Without the name: the page may stay open at a till.
    next.addFlashAttribute("success", "Erased from " + erased + ". Figures and answers stay.");
    return "redirect:/customers";
  }
}
