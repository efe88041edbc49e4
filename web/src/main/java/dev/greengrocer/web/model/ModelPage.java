package dev.greengrocer.web.model;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.Label;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.Measurement.Figure;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is running, what it was made from and how good it is; and another in its place. */
@Controller
@RequestMapping("/model")
class ModelPage {

  private static final Logger log = LoggerFactory.getLogger(ModelPage.class);

  private final ActiveModel slot;
  private final ModelCatalog catalog;
  private final ModelTrial trial;
  private final BundleSettings settings;
  private final Texts texts;

  ModelPage(
      ActiveModel slot,
      ModelCatalog catalog,
      ModelTrial trial,
      BundleSettings settings,
      Texts texts) {
    this.settings = settings;
    this.slot = slot;
    this.catalog = catalog;
    this.trial = trial;
    this.texts = texts;
  }

  @GetMapping
  String show(
      @RequestParam @Nullable String taken,
      @RequestParam(defaultValue = "false") boolean tried,
      HttpServletRequest request,
      Model page) {
    ModelBundle bundle = slot.current();
    if (taken != null && catalog.names().contains(taken)) {
      page.addAttribute("success", BundlePage.words(texts, taken, tried));
    }
    page.addAttribute("bundle", bundle);
    page.addAttribute("labels", labels(bundle));
    page.addAttribute("measured", bundle.description().measurements());
    page.addAttribute(
        "headline", bundle.description().measurements().stream().map(ModelPage::headline).toList());
    page.addAttribute(
        "confusion",
        slot.evaluation()
            .map(counts -> ConfusionTable.of(bundle.labels().names(), counts))
            .orElse(null));
    page.addAttribute("card", ModelCardHtml.of(bundle).orElse(null));
    page.addAttribute("choices", catalog.names());
    page.addAttribute("mostBytes", settings.maxSize().toBytes());
    page.addAttribute("trial", trial.last());
    page.addAttribute("previous", slot.previous().map(ModelBundle::name).orElse(null));
    page.addAttribute(
        "mayChange", request.getUserPrincipal() == null || request.isUserInRole("ADMINISTRATOR"));
    return "model";
  }

  @PostMapping("/swap")
  String swap(@RequestParam String bundle, Actor actor, RedirectAttributes redirect) {
    try {
      redirect.addFlashAttribute(
          "success", texts.of("model.answers-from-now-on", slot.swap(actor, bundle).name()));
    } catch (RefusedException | GreengrocerException e) {
      log.warn("model '{}' was refused", bundle, e);
      redirect.addFlashAttribute(
          "error", texts.of("model.the-present-model-goes-on", String.valueOf(e.getMessage())));
    }
    return "redirect:/model";
  }

  @PostMapping("/rollback")
  String rollBack(Actor actor, RedirectAttributes redirect) {
    try {
      redirect.addFlashAttribute(
          "success", texts.of("model.answers-again", slot.rollBack(actor).name()));
    } catch (RefusedException e) {
      redirect.addFlashAttribute("warning", e.getMessage());
    }
    return "redirect:/model";
  }

  /** Labels of one kind together, in the order of the first of them. */
  private static Map<String, List<Label>> labels(ModelBundle bundle) {
    Map<String, List<Label>> groups = new LinkedHashMap<>();
    for (String group : bundle.labels().groups()) {
      groups.put(
          group,
          bundle.labels().labels().stream().filter(label -> label.group().equals(group)).toList());
    }
    return groups;
  }

  /** The figure that a person asks for first: how often the first name is right. */
  private static Headline headline(Measurement measurement) {
    Figure figure =
        measurement.figures().stream()
            .filter(one -> one.name().equals("top-1 accuracy, synonyms merged"))
            .findFirst()
            .or(() -> measurement.figures().stream().findFirst())
            .orElseThrow();
    return new Headline(measurement, figure);
  }

  /**
   * What the head of the page shows.
   *
   * @param measurement what it was measured on
   * @param figure the figure
   */
  record Headline(Measurement measurement, Figure figure) {}
}
