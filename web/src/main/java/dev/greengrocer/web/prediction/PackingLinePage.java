package dev.greengrocer.web.prediction;

import dev.greengrocer.web.model.ActiveModel;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The packing line: a camera that takes photos by itself and counts crates. Its photos go to the
 * API as all others do; the counts are the browser's, so that a line goes on without the server.
 */
@Controller
class PackingLinePage {

  private final ActiveModel models;

  PackingLinePage(ActiveModel models) {
    this.models = models;
  }

  @GetMapping("/line")
  String line(Model page) {
    page.addAttribute("labels", models.current().labels().labels());
    return "line";
  }
}
