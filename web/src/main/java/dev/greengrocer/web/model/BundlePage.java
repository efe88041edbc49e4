package dev.greengrocer.web.model;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.web.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Puts a bundle on the shelf, and tries one on the shop's own photos. */
@Controller
@RequestMapping("/model")
class BundlePage {

  private static final Logger log = LoggerFactory.getLogger(BundlePage.class);

  private final ModelCatalog shelf;
  private final ModelTrial trial;
  private final AuditLog audit;
  private final Texts texts;

  BundlePage(ModelCatalog shelf, ModelTrial trial, AuditLog audit, Texts texts) {
    this.shelf = shelf;
    this.trial = trial;
    this.audit = audit;
    this.texts = texts;
  }

  @PostMapping("/bundles")
  String put(@RequestParam MultipartFile file, Actor actor, RedirectAttributes next)
      throws IOException {
    try (InputStream archive = file.getInputStream()) {
      String name = BundleArchive.name(String.valueOf(file.getOriginalFilename()));
      Path place = shelf.models().resolve(name);
      if (shelf.directory(name).isPresent()) {
        next.addFlashAttribute("error", texts.of("model.there-is-a-bundle-already", name));
        return "redirect:/model#change";
      }
      BundleArchive.unpack(archive, place);
      checkOrRemove(place);
      audit.record(actor, AuditEntry.Kind.MODEL, name, "uploaded", null, null);
      next.addFlashAttribute(
          "success",
          texts.of(
              trial.begin(actor, name) ? "model.in-order-and-tried" : "model.in-order-and-waits",
              name));
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

  /** Opens it as a swap would; what does not pass leaves the shelf. */
  private static void checkOrRemove(Path place) {
    try {
      LoadedModel.open(place).release();
    } catch (RuntimeException e) {
      try {
        FolderTree.delete(place);
      } catch (IOException left) {
        e.addSuppressed(StorageException.writing(place, left));
      }
      throw e;
    }
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
