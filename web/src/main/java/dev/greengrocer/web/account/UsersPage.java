package dev.greengrocer.web.account;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may come in, for an administrator. */
@Controller
@RequestMapping("/users")
class UsersPage {

  private static final String BACK = "redirect:/users";

  private final Accounts accounts;
  private final Texts texts;

  UsersPage(Accounts accounts, Texts texts) {
    this.accounts = accounts;
    this.texts = texts;
  }

  @GetMapping
  String show(Model page) {
    page.addAttribute("users", accounts.all());
    page.addAttribute("roles", Role.values());
    page.addAttribute("self", Caller.current().map(Caller::name).orElse(""));
    return "users";
  }

  @PostMapping
  String create(@RequestParam String name, @RequestParam Role role, RedirectAttributes next) {
    return change(next, () -> tell(next, accounts.create(name, role)));
  }

  @PostMapping("/{id}/role")
  String role(@PathVariable String id, @RequestParam Role role, RedirectAttributes next) {
    return change(
        next,
        () -> {
          accounts.setRole(id, role);
          next.addFlashAttribute(
              "success", texts.of("users.is-now", accounts.get(id).name(), texts.word(role)));
        });
  }

  @PostMapping("/{id}/disabled")
  String disabled(
      @PathVariable String id, @RequestParam boolean disabled, RedirectAttributes next) {
    return change(
        next,
        () -> {
          accounts.setDisabled(id, disabled);
          next.addFlashAttribute(
              "success",
              texts.of(
                  disabled ? "users.can-no-longer-sign-in" : "users.can-sign-in",
                  accounts.get(id).name()));
        });
  }

  @PostMapping("/{id}/password")
  String resetPassword(@PathVariable String id, RedirectAttributes next) {
    return change(next, () -> tell(next, accounts.resetPassword(id)));
  }

  // In the session until it is shown, and nowhere after that.
  private static void tell(RedirectAttributes next, Accounts.NewPassword made) {
    next.addFlashAttribute("newName", made.user().name());
    next.addFlashAttribute("newPassword", made.oneTimePassword());
  }

  private static String change(RedirectAttributes next, Runnable change) {
    try {
      change.run();
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }
}
