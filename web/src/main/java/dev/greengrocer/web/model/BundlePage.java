package dev.greengrocer.web.model;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.web.Texts;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes a bundle of a form, up to the limit of a photo, and tries one on the shop's own photos. */
@Controller
@RequestMapping("/model")
class BundlePage {

  private static final Logger log = LoggerFactory.getLogger(BundlePage.class);

  private final BundleIntake intake;
  private final ModelTrial trial;
  private final Texts texts;

  BundlePage(BundleIntake intake, ModelTrial trial, Texts texts) {
    this.intake = intake;
    this.trial = trial;
    this.texts = texts;
  }

  @PostMapping("/bundles")
  String put(@RequestParam MultipartFile file, Actor actor, RedirectAttributes next)
      throws IOException {
    try (InputStream archive = file.getInputStream()) {
      String name = BundleArchive.name(String.valueOf(file.getOriginalFilename()));
      if (intake.has(name)) {
        next.addFlashAttribute("error", texts.of("model.there-is-a-bundle-already", name));
        return "redirect:/model#change";
      }
      BundleIntake.Taken taken = intake.take(actor, name, archive, file.getSize());
      next.addFlashAttribute("success", words(texts, taken.name(), taken.isTried()));
    } catch (RefusedException | GreengrocerException e) {
      if (DatabaseFailures.problemOf(e).isPresent()) {
        throw e; // a full disk is no fault of the bundle
      }
      log.warn("an uploaded bundle was refused", e);
      next.addFlashAttribute(
          "error", texts.of("model.bundle-was-not-taken", String.valueOf(e.getMessage())));
    }
    return "redirect:/model#change";
  }

  /** What the page says of a bundle that is in the catalog. */
  static String words(Texts texts, String name, boolean isTried) {
    return texts.of(isTried ? "model.in-order-and-tried" : "model.in-order-and-waits", name);
  }

  @PostMapping("/trial")
  String tryOut(@RequestParam String bundle, Actor actor, RedirectAttributes next) {
    try {
      if (trial.begin(actor, bundle)) {
        next.addFlashAttribute("success", texts.of("model.is-being-tried", bundle));
      } else {
        next.addFlashAttribute("warning", texts.of("model.another-trial-is-under-way"));
      }
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return "redirect:/model#change";
  }
}
