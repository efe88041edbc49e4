package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.account.TillUsers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is at a till that is shared. */
@Controller
class ClerkPage {

  private final TillUsers users;
  private final Texts texts;

  ClerkPage(TillUsers users, Texts texts) {
    this.users = users;
    this.texts = texts;
  }

  /** Lets another clerk go on at this till, with the basket as it is. */
  @PostMapping("/checkout/clerk")
  String change(
      @RequestParam String clerk,
      @RequestParam(defaultValue = "") String pin,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      users.takeOver(clerk, pin, request, response);
      next.addFlashAttribute(
          "success", texts.of("checkout.is-at-this-till-now", String.valueOf(users.present())));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return BasketPage.of(request).back();
  }
}
