package dev.greengrocer.web.account;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.OpenSession;
import dev.greengrocer.web.caller.SignedInUser;
import dev.greengrocer.web.caller.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: who one is here, and another password. */
@Controller
class AccountPage {

  private final Clock clock;
  private final Accounts accounts;
  private final SignInGuard guard;
  private final Pins pins;
  private final Texts texts;

  AccountPage(Accounts accounts, SignInGuard guard, Pins pins, Texts texts, Clock clock) {
    this.clock = clock;
    this.accounts = accounts;
    this.guard = guard;
    this.pins = pins;
    this.texts = texts;
  }

  @GetMapping("/account")
  String show(@AuthenticationPrincipal @Nullable Object principal, Model page) {
    page.addAttribute("caller", Caller.current().orElseThrow());
    if (principal instanceof SignedInUser user) {
      page.addAttribute("user", accounts.get(user.id()));
      page.addAttribute("hasPin", pins.has(user.id()));
    }
    return "account";
  }

  @GetMapping("/account/password")
  String password(@AuthenticationPrincipal @Nullable Object principal, Model page) {
    if (!(principal instanceof SignedInUser user)) {
      return "redirect:/account";
    }
    page.addAttribute("user", accounts.get(user.id()));
    return "password";
  }

  @PostMapping("/account/password")
  String change(
      @AuthenticationPrincipal @Nullable Object principal,
      @RequestParam String present,
      @RequestParam String wanted,
      @RequestParam String again,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    if (!(principal instanceof SignedInUser user)) {
      return "redirect:/account";
    }
    if (!wanted.equals(again)) {
      next.addFlashAttribute("error", texts.of("password.typed-in-two-ways"));
      return "redirect:/account/password";
    }
    // A session that was left open is no place to guess the password in.
    SignInGuard.Turn turn = guard.turnOfSession(user.getUsername(), clock.instant());
    if (turn.refused()) {
      next.addFlashAttribute(
          "error", texts.of("password.wait-seconds", 1 + turn.delay().toSeconds()));
      return "redirect:/account/password";
    }
    try {
      User changed = accounts.changePassword(user.id(), present, wanted);
      guard.succeeded(turn);
      // This session goes on; all others of this user have ended.
      OpenSession.goOn(new SignedInUser(changed), request, response);
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
      return "redirect:/account/password";
    }
    next.addFlashAttribute("success", texts.of("password.is-changed"));
    return "redirect:/";
  }
}
