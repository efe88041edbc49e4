package dev.greengrocer.web.review;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.label.ReviewItem;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.model.ActiveModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One photo after the other, the most valuable first; every decision is a form. */
@Controller
@RequestMapping("/review")
class ReviewPage {

  /** Beyond so many, the exact number of waiting photos tells a reviewer nothing. */
  private static final int MANY = 1000;

  private static final int MINE = 100;

  private final ReviewService desk;
  private final ReviewExport export;
  private final ActiveModel models;
  private final Texts texts;

  ReviewPage(ReviewService desk, ReviewExport export, ActiveModel models, Texts texts) {
    this.desk = desk;
    this.export = export;
    this.models = models;
    this.texts = texts;
  }

  @GetMapping
  String next(Actor reviewer, Model page) {
    Optional<ReviewItem> item = desk.next(reviewer);
    int waiting = desk.waiting(MANY);
    page.addAttribute("item", item.orElse(null));
    page.addAttribute("why", item.map(this::why).orElse(""));
    page.addAttribute(
        "following", item.flatMap(held -> desk.after(reviewer, held.answer())).orElse(null));
    long done = desk.doneToday(reviewer);
    page.addAttribute("done", done);
    page.addAttribute("all", done + waiting);
    page.addAttribute(
        "waiting", waiting < MANY ? Integer.toString(waiting) : texts.of("review.more-than", MANY));
    page.addAttribute("canUndo", desk.canUndo(reviewer));
    page.addAttribute("labels", models.current().labels().labels());
    return "review";
  }

  private String why(ReviewItem item) {
    return item.why().stream()
        .map(one -> texts.of(Texts.key(one.kind()), one.label(), one.reviewed()))
        .collect(Collectors.joining("; "));
  }

  /** What the reviewer has decided last, each with the way back to its photo. */
  @GetMapping("/mine")
  String mine(Actor reviewer, Model page) {
    page.addAttribute("reviews", desk.last(reviewer, MINE));
    page.addAttribute("done", desk.doneToday(reviewer));
    return "review-mine";
  }

  @PostMapping("/{id}")
  String decide(
      @PathVariable String id,
      @RequestParam @Nullable String label,
      @RequestParam(defaultValue = "label") String decision,
      Actor reviewer,
      RedirectAttributes redirect) {
    try {
      desk.decide(reviewer, id, decision, label);
    } catch (RefusedException e) {
      redirect.addFlashAttribute("warning", e.getMessage());
    }
    return "redirect:/review";
  }

  @PostMapping("/undo")
  String undo(Actor reviewer, RedirectAttributes redirect) {
    if (!desk.undo(reviewer)) {
      redirect.addFlashAttribute("warning", texts.of("review.there-is-nothing-to-take-back"));
    }
    return "redirect:/review";
  }

  /** The reviewed photos as class folders. */
  @GetMapping("/export.zip")
  void export(HttpServletResponse response) throws IOException {
    export.send(response);
  }
}
