package dev.greengrocer.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.model.EvaluationCounts;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.RenamedBundle;
import dev.greengrocer.web.ServedTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** A model whose bundle holds what its evaluations counted, and one whose bundle does not. */
@DirtiesContext // other models run
final class MeasuredModelTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Test
  void its_page_shows_what_it_confuses_and_the_dashboard_compares_with_it() throws Exception {
    ModelBundle bare = shelve("bare");
    ModelBundle measured = shelve("measured");
    ModelBundles.measure(
        measured,
        List.of(
            new Measurement(
                "drawn",
                "ab".repeat(32),
                "test",
                400,
                List.of(new Measurement.Figure("top-1 accuracy", 0.9, List.of())))),
        List.of(counts("validation", 900), counts("test", 400)),
        "# measured");
    post("/api/v1/predictions", Photos.jpeg(96, 96, 71));

    models.swap(Actor.SERVER, "bare");
    assertThat(bare.description().measurements()).isEmpty();
    assertThat(get("/model").body()).contains("holds no counts of an evaluation");
    assertThat(get("/dashboard?days=1").body()).contains("holds no counts of an evaluation");

    models.swap(Actor.SERVER, "measured");
    List<String> labels = measured.labels().names();
    assertThat(get("/model").body())
        .contains("400 test photos of drawn")
        .contains("<td>" + labels.get(0) + "</td><td>" + labels.get(1) + "</td>")
        .contains("<td class=\"number\">40 of 400</td>")
        .contains("<td class=\"right-5\">360</td>", "<td class=\"wrong-1\">40</td>");
    assertThat(get("/dashboard?days=1").body())
        .contains("Against the evaluation: 400 test photos", "Against the 1 days before");
  }

  /** Photos of the first label, one of ten taken for the second. */
  private EvaluationCounts counts(String split, long photos) {
    int classes = models.current().labels().size();
    List<List<Long>> confusion = new ArrayList<>();
    for (int actual = 0; actual < classes; actual++) {
      confusion.add(new ArrayList<>(Collections.nCopies(classes, 0L)));
    }
    confusion.get(0).set(0, photos - photos / 10);
    confusion.get(0).set(1, photos / 10);
    List<Long> confidence = new ArrayList<>(Collections.nCopies(EvaluationCounts.BINS, 0L));
    confidence.set(9, photos);
    return new EvaluationCounts(
        "drawn", "ab".repeat(32), split, confusion, confidence, Map.of(Decision.ACCEPT, photos));
  }

  private ModelBundle shelve(String name) throws Exception {
    ModelBundle bundle = models.current();
    Path place = dataDirectory().resolve("models").resolve(name);
    return RenamedBundle.write(bundle, place, name, bundle.labels(), List.of());
  }
}
