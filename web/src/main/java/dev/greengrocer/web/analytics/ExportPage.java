package dev.greengrocer.web.analytics;

import dev.greengrocer.ledger.audit.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button of the dashboard that writes the export. */
@Controller
class ExportPage {

  private final ServerExport export;

  ExportPage(ServerExport export) {
    this.export = export;
  }

  @PostMapping("/dashboard/analytics")
  String write(Actor actor, RedirectAttributes redirect) {
    if (export.place().isEmpty()) {
      redirect.addFlashAttribute(
          "error", "No folder is set for the export; the setting is greengrocer.analytics.folder.");
    } else if (export.begin(actor)) {
      redirect.addFlashAttribute(
          "success", "The export is being written. This page says when it is there.");
    } else {
      redirect.addFlashAttribute("warning", "An export is being written already.");
    }
    return "redirect:/dashboard";
  }
}
