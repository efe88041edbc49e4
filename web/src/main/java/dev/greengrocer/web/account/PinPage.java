package dev.greengrocer.web.account;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.SignedInUser;
import dev.greengrocer.web.caller.User;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own PIN for tills that are shared. */
@Controller
class PinPage {

  private static final String BACK = "redirect:/account";

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInGuard guard;
  private final Pins pins;
  private final Clock clock;
  private final Texts texts;

  PinPage(
      Accounts accounts,
      Passwords passwords,
      SignInGuard guard,
      Pins pins,
      Clock clock,
      Texts texts) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.guard = guard;
    this.pins = pins;
    this.clock = clock;
    this.texts = texts;
  }

  /**
   * Sets the PIN of the signed-in user, or takes it away.
   *
   * @param present the password, as a session may have been left open
   * @param pin blank takes the PIN away
   */
  @PostMapping("/account/pin")
  String set(
      @AuthenticationPrincipal @Nullable Object principal,
      @RequestParam String present,
      @RequestParam(defaultValue = "") String pin,
      RedirectAttributes next) {
    if (!(principal instanceof SignedInUser signedIn)) {
      return BACK;
    }
    try {
      User user = accounts.get(signedIn.id());
      requirePassword(user, present);
      if (pin.isBlank()) {
        pins.remove(user);
      } else {
        pins.set(user, pin.strip());
      }
      next.addFlashAttribute(
          "success",
          texts.of(pin.isBlank() ? "account.no-pin-any-more" : "account.your-pin-is-set"));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return BACK;
  }

  private void requirePassword(User user, String present) {
    SignInGuard.Turn turn = guard.turnOfSession(user.name(), clock.instant());
    if (turn.refused()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, texts.of("password.wait-seconds", 1 + turn.delay().toSeconds()));
    }
    if (!passwords.matches(present, user.password())) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, texts.of("account.the-present-password-is-another"));
    }
    guard.succeeded(turn);
  }
}
