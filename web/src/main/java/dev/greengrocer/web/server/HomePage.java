package dev.greengrocer.web.server;

import dev.greengrocer.inference.OnnxClassifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page. */
@Controller
class HomePage {

  private final OnnxClassifier classifier;

  HomePage(OnnxClassifier classifier) {
    this.classifier = classifier;
  }

  @GetMapping("/")
  String home(Model page) {
    page.addAttribute("model", classifier.bundle().name());
    page.addAttribute("labels", classifier.labels().size());
    return "index";
  }
}
