package dev.greengrocer.web.apikey;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.account.SecuritySettings;
import dev.greengrocer.web.caller.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The keys of programs, for an administrator. */
@Controller
@RequestMapping("/keys")
class KeysPage {

  private static final String BACK = "redirect:/keys";

  private final ApiKeys keys;
  private final Texts texts;
  private final SecuritySettings settings;

  KeysPage(ApiKeys keys, SecuritySettings settings, Texts texts) {
    this.keys = keys;
    this.settings = settings;
    this.texts = texts;
  }

  @GetMapping
  String show(Model page) {
    page.addAttribute("keys", keys.all());
    page.addAttribute("roles", Role.values());
    page.addAttribute("requestsPerMinute", settings.requestsPerMinute());
    return "keys";
  }

  @PostMapping
  String create(
      @RequestParam String name,
      @RequestParam Role role,
      @RequestParam(required = false) @Nullable Integer requestsPerMinute,
      Actor actor,
      RedirectAttributes next) {
    try {
      ApiKeys.NewKey made = keys.create(actor, name, role, requestsPerMinute);
      next.addFlashAttribute("newName", made.key().name());
      next.addFlashAttribute("newSecret", made.secret());
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }

  @PostMapping("/{id}/revoke")
  String revoke(@PathVariable String id, Actor actor, RedirectAttributes next) {
    try {
      keys.revoke(actor, id);
      next.addFlashAttribute("success", texts.of("keys.no-longer-works"));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }
}
