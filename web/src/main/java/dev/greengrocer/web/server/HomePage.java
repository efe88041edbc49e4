package dev.greengrocer.web.server;

import dev.greengrocer.web.model.ModelSlot;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page. */
@Controller
class HomePage {

  private final ModelSlot models;

  HomePage(ModelSlot models) {
    this.models = models;
  }

  @GetMapping("/")
  String home(Model page) {
    page.addAttribute("model", models.current().name());
    page.addAttribute("labels", models.current().labels().size());
    return "index";
  }
}
