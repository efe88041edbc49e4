package dev.greengrocer.web.analytics;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button of the dashboard that writes the export. */
@Controller
class ExportPage {

  private final ServerExport export;
  private final Texts texts;

  ExportPage(ServerExport export, Texts texts) {
    this.export = export;
    this.texts = texts;
  }

  @PostMapping("/dashboard/analytics")
  String write(Actor actor, RedirectAttributes redirect) {
    if (export.place().isEmpty()) {
      redirect.addFlashAttribute("error", texts.of("dashboard.no-folder-for-the-export"));
    } else if (export.begin(actor)) {
      redirect.addFlashAttribute("success", texts.of("dashboard.the-export-is-being-written"));
    } else {
      redirect.addFlashAttribute(
          "warning", texts.of("dashboard.an-export-is-being-written-already"));
    }
    return "redirect:/dashboard";
  }
}
