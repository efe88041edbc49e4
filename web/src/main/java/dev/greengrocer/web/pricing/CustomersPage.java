package dev.greengrocer.web.pricing;

import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.history.CustomerRecords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  private final List<CustomerRecords> records;
  private final CheckoutSettings settings;

  CustomersPage(List<CustomerRecords> records, CheckoutSettings settings) {
    this.records = List.copyOf(records);
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
    Set<String> spellings = spellings(customer.strip());
    String erased =
        records.stream()
            .map(kind -> spellings.stream().mapToInt(kind::erase).sum() + " " + kind.kind())
            .collect(Collectors.joining(", "));
    // Without the name: the page may stay open at a till.
    next.addFlashAttribute("success", "Erased from " + erased + ". Figures and answers stay.");
    return "redirect:/customers";
  }

  /** As it was typed, and as a number is kept. */
  private Set<String> spellings(String customer) {
    Set<String> spellings = new LinkedHashSet<>(List.of(customer));
    try {
      spellings.add(Customer.e164(customer, settings.region()));
    } catch (RefusedException e) {
      // A name, then.
    }
    return spellings;
  }
}
