package dev.greengrocer.web.settings;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.settings.Logo;
import dev.greengrocer.ledger.settings.ShopLogo;
import dev.greengrocer.web.Texts;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The logo of the shop: shown on receipts, and changed by an administrator. */
@Controller
class LogoPage {

  private static final String BACK = "redirect:/settings#logo";

  private final ShopLogo logo;
  private final Texts texts;

  LogoPage(ShopLogo logo, Texts texts) {
    this.logo = logo;
    this.texts = texts;
  }

  /** The file under the hash of its bytes: an address never shows another picture. */
  @GetMapping("/logo/{sha256}.png")
  ResponseEntity<byte[]> show(@PathVariable String sha256) {
    Logo picture =
        logo.find()
            .filter(one -> one.sha256().equals(sha256))
            .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "No such logo"));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
        .body(picture.png());
  }

  @PostMapping("/settings/logo")
  String set(@RequestParam @Nullable MultipartFile file, Actor actor, RedirectAttributes next)
      throws IOException {
    if (file == null || file.isEmpty()) {
      next.addFlashAttribute("error", texts.of("settings.choose-a-png-or-jpeg-file"));
      return BACK;
    }
    try {
      logo.set(actor, LogoPicture.of(file.getBytes()));
      next.addFlashAttribute("success", texts.of("settings.receipts-begin-with-this-logo"));
    } catch (RefusedException e) {
      next.addFlashAttribute(
          "error", texts.of("settings.the-logo-was-not-taken", String.valueOf(e.getMessage())));
    }
    return BACK;
  }

  @PostMapping("/settings/logo/remove")
  String remove(Actor actor, RedirectAttributes next) {
    if (logo.remove(actor)) {
      next.addFlashAttribute("success", texts.of("settings.receipts-have-no-logo-any-more"));
    } else {
      next.addFlashAttribute("warning", texts.of("settings.there-was-no-logo"));
    }
    return BACK;
  }
}
