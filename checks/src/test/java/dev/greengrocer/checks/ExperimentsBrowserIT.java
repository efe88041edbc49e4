package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Evaluation;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Course;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Experiment.Origin;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.Experiment.Title;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** Trainings and evaluations side by side, in a real browser. */
final class ExperimentsBrowserIT {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir private static Path folder;

  @Test
  void experiments_are_chosen_and_compared_at_every_size()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/experiments");
        if (width == Browser.PHONE) {
          browser.look("no experiments");
          record();
          browser.go("/experiments");
        }
        browser.look("the list at " + width);
        List<WebElement> boxes = browser.await("[name=run]", 8);
        for (WebElement box : boxes.subList(0, 6)) {
          browser.click(box);
        }
        assertThat(browser.find("[data-chosen]").getText()).isEqualTo("6 of at most 6 chosen.");
        assertThat(boxes.get(6).isEnabled()).isFalse();
        for (WebElement box : boxes.subList(0, 3)) {
          browser.click(box);
        }
        assertThat(boxes.get(6).isEnabled()).isTrue();
        browser.click(browser.find("[data-compare] button"));
        browser.until(() -> browser.path().startsWith("/experiments/compare"));
        assertThat(browser.all("polyline.curve-3")).isNotEmpty();
        assertThat(browser.all("[data-differs=true]")).isNotEmpty();
        browser.script("document.querySelectorAll('main details').forEach(one => one.open = true)");
        browser.look("side by side at " + width);
        browser.go("/experiments?kind=evaluate");
        browser.click(browser.find("td.lead a"));
        browser.look("an evaluation at " + width);
        assertThat(browser.find("main").getText()).contains("What was confused most often");
      }
      browser.go("/experiments");
      browser.click(browser.find("[data-compare] button"));
      assertThat(browser.find("[data-chosen]").getText()).isEqualTo("Choose at least one.");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void record() {
    ExperimentFolder books = ExperimentFolder.ofServer(folder.resolve("data"));
    for (int i = 1; i <= 7; i++) {
      books.write(training(i));
    }
    books.write(
        new Experiment(
            Experiment.newId(START),
            new Title(Kind.EVALUATE, "of the second model on market, test", "", null),
            new Course(State.FINISHED, START, START.plusSeconds(60)),
            new Origin(named("market", "d"), "seed-cnn", "1.0", Map.of("split", "test")),
            new Findings(
                named("second", "a"),
                List.of(),
                List.of(new Figure("top-1 accuracy", 0.9, 0.7, 0.97)),
                new Evaluation(
                    "test",
                    List.of(
                        new Evaluation.Cell("lemon", "lemon", 18),
                        new Evaluation.Cell("lemon", "jalapeño pepper", 2))))));
  }

  private static Experiment training(int number) {
    List<Epoch> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 10 + number; epoch++) {
      double left = 1.0 / (epoch + number);
      epochs.add(
          new Epoch(
              epoch,
              START.plusSeconds(60L * epoch),
              0.01 * left,
              3 * left,
              new Epoch.Validation(4 * left, 1 - left, 1 - left / 2),
              99.5,
              60));
    }
    Instant started = START.plusSeconds(number);
    return new Experiment(
        Experiment.newId(started),
        new Title(Kind.TRAIN, "efficientnet-lite0-b2c8657%d".formatted(number), "", null),
        new Course(State.FINISHED, started, started.plusSeconds(3600)),
        new Origin(
            named("market", "d"),
            "efficientnet-lite0",
            "1.0",
            Map.of("learning-rate", "0.00%d".formatted(number), "optimizer", "adamw")),
        new Findings(
            named("model", "a"),
            epochs,
            List.of(Figure.of("validation accuracy, synonyms merged", 0.9 + number / 100.0)),
            null));
  }

  private static Named named(String name, String digit) {
    return new Named(name, digit.repeat(64));
  }
}
