package dev.greengrocer.web.closing;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.closing.Closing;
import dev.greengrocer.ledger.closing.Closings;
import dev.greengrocer.ledger.closing.DayClosing;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** The period that is open, its closing, and the Z reports of those that are not. */
@Controller
@RequestMapping("/closings")
class ClosingPage {

  private static final int PAGE = 50;

  private final DayClosing closing;
  private final Closings closings;
  private final ClosingCsv csv;
  private final Till till;
  private final Supplier<CheckoutSettings> settings;
  private final Texts texts;

  ClosingPage(
      DayClosing closing,
      Closings closings,
      ClosingCsv csv,
      Till till,
      LiveSettings settings,
      Texts texts) {
    this.closing = closing;
    this.closings = closings;
    this.csv = csv;
    this.till = till;
    this.settings = settings.of(CheckoutSettings.class);
    this.texts = texts;
  }

  @GetMapping
  String present(@RequestParam(required = false) @Nullable String cursor, Model page) {
    Page<Closing> found = closings.page(cursor, PAGE);
    page.addAttribute("period", closing.present());
    page.addAttribute("closings", found.items());
    page.addAttribute("unreadable", found.unreadable());
    page.addAttribute("newer", cursor == null ? null : "/closings");
    page.addAttribute("older", found.next() == null ? null : older(found.next()));
    page.addAttribute("till", till);
    // Pressing twice closes once: both presses bring the key of the page.
    page.addAttribute("key", Ids.next());
    return "closings";
  }

  private static String older(String cursor) {
    return UriComponentsBuilder.fromPath("/closings")
        .queryParam("cursor", cursor)
        .build()
        .toUriString();
  }

  @PostMapping
  String close(
      @RequestParam String counted,
      @RequestParam(defaultValue = "") String kept,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String key,
      Actor actor,
      RedirectAttributes next) {
    try {
      String own = IdempotencyKey.checked(key.isEmpty() ? Ids.next() : key);
      DayClosing.Made made =
          closing.close(
              actor,
              count(counted, kept, state.isEmpty() ? null : state),
              new IdempotentRequest(
                  Scope.CLOSING_FORM,
                  Caller.owner(),
                  String.valueOf(own),
                  Sha256.of("closing page 1\n%s\n%s\n%s".formatted(counted, kept, state))));
      return "redirect:/closings/" + made.report().closing().number();
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
      next.addFlashAttribute("counted", counted);
      next.addFlashAttribute("kept", kept);
      return "redirect:/closings";
    }
  }

  private DayClosing.Count count(String counted, String kept, @Nullable String state) {
    if (counted.isBlank()) {
      throw new RefusedException(Problem.UNPROCESSABLE, texts.of("closings.count-the-cash-first"));
    }
    long found = till.counted("counted", counted);
    return new DayClosing.Count(found, kept.isBlank() ? found : till.counted("kept", kept), state);
  }

  @GetMapping("/{number}")
  String report(@PathVariable long number, Model page) {
    page.addAttribute("report", closing.get(number));
    page.addAttribute("till", till);
    page.addAttribute("shop", settings.get().shop());
    return "closing";
  }

  @GetMapping("/export.csv")
  void export(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"closings.csv\"");
    csv.write(response);
  }
}
