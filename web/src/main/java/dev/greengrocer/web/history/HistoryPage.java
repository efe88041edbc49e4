package dev.greengrocer.web.history;

import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.model.ActiveModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every answer that was given: the list, one of them, and the list as a file. */
@Controller
@RequestMapping("/history")
class HistoryPage {

  private static final int ON_A_PAGE = 50;

  private final PredictionLog log;
  private final PredictionCsv csv;
  private final ActiveModel models;
  private final LabelLog labelLog;
  private final ShopCalendar calendar;
  private final Texts texts;

  HistoryPage(
      PredictionLog log,
      PredictionCsv csv,
      ActiveModel models,
      LabelLog labelLog,
      ShopCalendar calendar,
      Texts texts) {
    this.log = log;
    this.csv = csv;
    this.models = models;
    this.labelLog = labelLog;
    this.calendar = calendar;
    this.texts = texts;
  }

  @GetMapping
  String list(
      @ModelAttribute("search") HistorySearch search,
      @RequestParam @Nullable String cursor,
      Model page) {
    Optional<LoggedPrediction> named = search.id().flatMap(log::find);
    if (named.isPresent()) {
      return "redirect:/history/" + named.get().id();
    }
    LabelSet labels = models.current().labels();
    HistorySearch.Faults faults = new HistorySearch.Faults(texts);
    PredictionFilter filter = search.filter(labels, calendar.zone(), faults);
    if (!faults.isEmpty()) {
      page.addAttribute("error", faults.words());
    }
    Page<LoggedPrediction> answers = log.page(filter, cursor, ON_A_PAGE);
    page.addAttribute("answers", answers.items());
    page.addAttribute("unreadable", answers.unreadable());
    page.addAttribute("labels", labels.labels());
    page.addAttribute("models", log.models());
    page.addAttribute("stations", log.stations());
    page.addAttribute("latest", cursor == null ? null : search.address("/history", null));
    page.addAttribute(
        "older", answers.next() == null ? null : search.address("/history", answers.next()));
    boolean exports = Caller.current().filter(who -> who.may(Role.REVIEWER)).isPresent();
    page.addAttribute("export", exports ? search.address("/history/export.csv", null) : null);
    return "history";
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Model page) {
    LoggedPrediction answer = logged(id);
    page.addAttribute("answer", answer);
    page.addAttribute("labels", models.current().labels().labels());
    page.addAttribute(
        "explains", answer.modelSha256().equals(models.current().modelSha256()) && explains());
    return "answer";
  }

  @PostMapping("/{id}/feedback")
  String say(
      @PathVariable String id,
      @RequestParam @Nullable String label,
      @RequestParam(defaultValue = "false") boolean notInList,
      Actor actor,
      RedirectAttributes redirect) {
    String here = "redirect:/history/" + logged(id).id();
    if (!notInList && (label == null || label.isBlank())) {
      redirect.addFlashAttribute("error", texts.of("answer.choose-one-of-the-names"));
      return here;
    }
    try {
      Verdict verdict =
          notInList ? Verdict.NOT_IN_LIST : Verdict.shows(models.current().labels(), label);
      Feedback said = labelLog.record(actor, Door.PAGE, id, verdict).after().feedback();
      redirect.addFlashAttribute(
          "success",
          notInList
              ? texts.of("answer.noted-not-in-the-list")
              : texts.of("answer.noted", String.valueOf(Feedback.words(said))));
    } catch (RefusedException e) {
      redirect.addFlashAttribute("error", e.getMessage());
    }
    return here;
  }

  /**
   * Writes as it reads, page by page: a file of a million answers needs no more memory than one.
   */
  @GetMapping("/export.csv")
  void export(@ModelAttribute("search") HistorySearch search, HttpServletResponse response)
      throws IOException {
    HistorySearch.Faults faults = new HistorySearch.Faults(texts);
    PredictionFilter filter = search.filter(models.current().labels(), calendar.zone(), faults);
    if (!faults.isEmpty()) {
      throw new RefusedException(Problem.INVALID_REQUEST, faults.words());
    }
    response.setContentType("text/csv; charset=utf-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"answers.csv\"");
    csv.write(filter, response.getOutputStream());
  }

  private LoggedPrediction logged(String id) {
    return log.find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "There is no answer with the id '%s'".formatted(id)));
  }

  private boolean explains() {
    try (ActiveModel.Lease lease = models.lease()) {
      return lease.model().classifier().canExplain();
    }
  }
}
