package dev.greengrocer.web.experiment;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.experiment.ExperimentFilter;
import dev.greengrocer.ledger.experiment.ExperimentImport;
import dev.greengrocer.ledger.experiment.Experiments;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Trainings, searches and evaluations in a table, and some of them side by side. */
@Controller
@RequestMapping("/experiments")
class ExperimentsPage {

  private static final int PAGE = 50;

  private final Experiments experiments;
  private final ExperimentImport files;
  private final ChosenRuns chosen;
  private final Texts texts;
  private final ExperimentCsv csv;

  ExperimentsPage(
      Experiments experiments,
      ExperimentImport files,
      ChosenRuns chosen,
      ExperimentCsv csv,
      Texts texts) {
    this.experiments = experiments;
    this.files = files;
    this.chosen = chosen;
    this.csv = csv;
    this.texts = texts;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      Model page) {
    files.look();
    Page<Experiment> found =
        experiments.page(
            new ExperimentFilter(ChosenRuns.kind(orNull(kind)), ChosenRuns.search(orNull(search))),
            cursor,
            PAGE);
    page.addAttribute("words", new ExperimentFigures());
    page.addAttribute("experiments", found.items());
    page.addAttribute("unreadable", found.unreadable());
    page.addAttribute("faults", files.faults());
    page.addAttribute("kinds", Experiment.Kind.values());
    page.addAttribute("kind", kind);
    page.addAttribute("search", search);
    page.addAttribute("most", ChosenRuns.MOST);
    page.addAttribute("newer", cursor == null ? null : address(kind, search, null));
    page.addAttribute("older", found.next() == null ? null : address(kind, search, found.next()));
    return "experiments";
  }

  /** A form sends what was not chosen as an empty text. */
  private static @Nullable String orNull(@Nullable String chosen) {
    return chosen == null || chosen.isEmpty() ? null : chosen;
  }

  @GetMapping("/compare")
  String compare(
      @RequestParam(defaultValue = "") List<String> run, RedirectAttributes next, Model page) {
    if (run.isEmpty()) {
      next.addFlashAttribute("error", texts.of("experiments.choose-first"));
      return "redirect:/experiments";
    }
    if (run.stream().distinct().count() > ChosenRuns.MOST) {
      next.addFlashAttribute("error", texts.of("experiments.choose-at-most", ChosenRuns.MOST));
      return "redirect:/experiments";
    }
    return show(chosen.wholes(run), page);
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Model page) {
    return show(List.of(chosen.whole(id)), page);
  }

  private String show(List<Experiment> experiments, Model page) {
    List<String> ids = experiments.stream().map(Experiment::id).toList();
    page.addAttribute("words", new ExperimentFigures());
    page.addAttribute("comparison", Comparison.of(experiments));
    page.addAttribute(
        "title",
        texts.of(
            experiments.size() == 1
                ? "experiment.experiment"
                : "experiment.experiments-side-by-side"));
    page.addAttribute("figuresFile", file("/experiments/export.csv", ids));
    page.addAttribute("epochsFile", file("/experiments/export-epochs.csv", ids));
    return "experiment";
  }

  @GetMapping("/export.csv")
  void export(@RequestParam(defaultValue = "") List<String> run, HttpServletResponse response)
      throws IOException {
    run.forEach(chosen::whole); // a refusal is a page, not a file
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"experiments.csv\"");
    csv.write(run, response);
  }

  @GetMapping("/export-epochs.csv")
  void exportEpochs(@RequestParam(defaultValue = "") List<String> run, HttpServletResponse response)
      throws IOException {
    run.forEach(chosen::whole);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"epochs.csv\"");
    csv.writeEpochs(run, response);
  }

  private static String file(String path, List<String> ids) {
    return UriComponentsBuilder.fromPath(path).queryParam("run", ids).build().toUriString();
  }

  private static String address(
      @Nullable String kind, @Nullable String search, @Nullable String cursor) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/experiments");
    add(address, "kind", kind);
    add(address, "search", search);
    add(address, "cursor", cursor);
    return address.encode().build().toUriString();
  }

  private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      address.queryParam(name, value);
    }
  }
}
