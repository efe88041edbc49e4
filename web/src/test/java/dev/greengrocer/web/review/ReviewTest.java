package dev.greengrocer.web.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelEntry;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.ReviewItem;
import dev.greengrocer.ledger.label.ReviewValue;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReviewTest extends ServedTest {

  private static final Random SEEDS = new Random(4);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ReviewService desk;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ReviewExport export;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog log;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private LabelLog labels;

  @Test
  void two_reviewers_never_get_the_same_photo() {
    answer();
    answer();
    Actor ann = reviewer();
    Actor bob = reviewer();

    String first = next(ann);
    String second = next(bob);

    assertThat(first).isNotEqualTo(second);
    assertThat(next(ann)).as("loading the page again").isEqualTo(first);
    assertThatThrownBy(() -> desk.decide(bob, first, "label", "tomato"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Another reviewer");
    release(ann);
    release(bob);
  }

  @Test
  void a_decision_is_what_a_person_said_and_can_be_taken_back() {
    String id = answer();
    Actor ann = reviewer();
    labels.record(new Actor("clerk"), Door.API, id, new Verdict.Shows("lemon"));
    Feedback before = logged(id).feedback();

    desk.decide(ann, id, "label", "Aubergine");
    assertThat(logged(id).feedback())
        .satisfies(
            said -> {
              assertThat(said).isNotNull();
              assertThat(said.trueLabel()).isEqualTo("eggplant");
              assertThat(said.by()).isEqualTo(ann.name());
            });

    assertThat(desk.undo(ann)).isTrue();
    assertThat(logged(id).feedback()).isEqualTo(before);
    assertThat(next(ann)).as("it comes again").isEqualTo(id);
    release(ann);
    assertThat(desk.undo(ann)).as("there is no second one").isFalse();
  }

  @Test
  void what_was_decided_does_not_come_again() {
    Actor ann = reviewer();
    answer();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      answer();
      String id = next(ann);
      assertThat(seen.add(id)).isTrue();
      switch (i) {
        case 0 -> desk.decide(ann, id, "skip", null);
        case 1 -> desk.decide(ann, id, "unusable", null);
        default -> desk.decide(ann, id, "not-in-list", null);
      }
    }
    release(ann);
  }

  @Test
  void a_photo_that_was_sent_twice_is_looked_at_once() {
    byte[] photo = Photos.jpeg(98, 96, SEEDS.nextLong());
    String once = id(photo);
    String again = id(photo);
    Actor ann = reviewer();
    Set<String> all = all(ann);
    assertThat(List.of(once, again)).filteredOn(all::contains).hasSize(1);

    // Who laid it aside gets its other answer as little; others get it, until it is decided.
    assertThat(all(reviewer())).containsAnyOf(once, again);
    desk.decide(reviewer(), once, "label", "lemon");
    assertThat(all(reviewer())).doesNotContain(once, again);
  }

  /** Everything that a reviewer is shown until nothing is left, laid aside one by one. */
  private Set<String> all(Actor reviewer) {
    Set<String> all = new HashSet<>();
    for (Optional<ReviewItem> item = desk.next(reviewer);
        item.isPresent();
        item = desk.next(reviewer)) {
      String id = item.get().answer().id();
      assertThat(all.add(id)).as(id).isTrue();
      desk.decide(reviewer, id, "skip", null);
    }
    return all;
  }

  @Test
  void a_reviewer_sees_how_far_they_are_what_they_said_and_which_photo_follows() {
    String first = answer();
    String second = answer();
    Actor ann = reviewer();
    assertThat(desk.doneToday(ann)).isZero();

    String held = next(ann);
    String following = desk.after(ann, logged(held)).orElseThrow();
    assertThat(following).isNotEqualTo(held);
    desk.decide(ann, held, "skip", null);
    assertThat(next(ann)).as("what was announced comes").isEqualTo(following);

    desk.decide(ann, first, "label", "lemon");
    desk.decide(ann, second, "unusable", null);
    assertThat(desk.doneToday(ann)).isEqualTo(2);
    assertThat(desk.last(ann, 10))
        .extracting(LabelEntry::predictionId)
        .containsExactly(second, first);
    assertThat(desk.last(ann, 10)).extracting(LabelEntry::label).containsExactly(null, "lemon");
    desk.undo(ann);
    assertThat(desk.doneToday(ann)).isEqualTo(1);
    assertThat(desk.last(ann, 10)).extracting(LabelEntry::predictionId).containsExactly(first);
    release(ann);
  }

  @Test
  void the_page_of_my_reviews_leads_to_their_photos() {
    Visitor ann = visitor(Role.REVIEWER);
    String id = answer();
    assertThat(ann.get("/review/mine").body()).contains("Nothing yet");
    ann.submit("/review", "/review/" + id, "label", "lemon");

    assertThat(ann.get("/review/mine").body())
        .contains("href=\"/history/" + id + "\">lemon<", ">1</span> today");
    assertThat(ann.get("/review").body()).contains("You have done 1 today", "<progress");
    assertThat(visitor(Role.CLERK).get("/review/mine").statusCode()).isEqualTo(403);
  }

  @Test
  void a_name_that_is_none_of_the_model_s_is_refused() {
    String id = answer();

    assertThatThrownBy(() -> desk.decide(reviewer(), id, "label", "spaceship"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'spaceship'");
  }

  @Test
  void named_photos_are_exported_once_in_a_folder_of_their_label() throws IOException {
    byte[] photo = Photos.jpeg(97, 96, SEEDS.nextLong());
    String once = id(photo);
    String again = id(photo);
    String useless = answer();
    Actor ann = reviewer();
    desk.decide(ann, once, "label", "sweet corn");
    desk.decide(ann, again, "label", "sweet corn");
    desk.decide(ann, useless, "unusable", null);

    String sha256 = hash(once);
    assertThat(exported())
        .containsOnlyOnce("sweet corn/" + sha256 + ".jpg")
        .noneMatch(name -> name.contains(hash(useless)));
  }

  @Test
  void what_people_corrected_and_what_is_rare_comes_first() {
    ReviewValue value = new ReviewValue(java.util.Map.of("tomato", 20L));
    LoggedPrediction plain = logged(answer());
    String id = answer();
    labels.record(new Actor("clerk"), Door.API, id, Verdict.NOT_IN_LIST);

    assertThat(value.of(logged(id))).isGreaterThan(value.of(plain));
    assertThat(value.why(logged(id)).get(0).words()).isEqualTo("it was corrected");
  }

  @Test
  void programs_review_as_well() {
    answer();
    String id = json(get("/api/v1/review/next")).get("predictionId").asString();
    JsonNode before = json(get("/api/v1/predictions/" + id)).path("feedback");

    assertThat(postJson("/api/v1/review/" + id, "{\"decision\": \"label\"}").statusCode())
        .isEqualTo(422);
    assertThat(
            postJson("/api/v1/review/" + id, "{\"decision\": \"label\", \"label\": \"corn\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(json(get("/api/v1/predictions/" + id)).at("/feedback/label").asString())
        .isEqualTo("corn");
    assertThat(postJson("/api/v1/review/undo", "").statusCode()).isEqualTo(204);
    assertThat(json(get("/api/v1/predictions/" + id)).path("feedback")).isEqualTo(before);
    assertThat(postJson("/api/v1/review/" + id, "{\"decision\": \"later\"}").statusCode())
        .isEqualTo(400);
  }

  private String answer() {
    return id(Photos.jpeg(96, 96, SEEDS.nextLong()));
  }

  private String id(byte[] photo) {
    return json(post("/api/v1/predictions", photo)).get("id").asString();
  }

  private LoggedPrediction logged(String id) {
    return log.find(id).orElseThrow();
  }

  private String hash(String id) {
    LoggedPrediction.Photo photo = logged(id).photo();
    assertThat(photo).isNotNull();
    return photo.sha256();
  }

  private String next(Actor reviewer) {
    return desk.next(reviewer).orElseThrow().answer().id();
  }

  /** Another reviewer's photo is in no one's way afterwards. */
  private void release(Actor reviewer) {
    desk.next(reviewer).ifPresent(item -> desk.decide(reviewer, item.answer().id(), "skip", null));
  }

  private static Actor reviewer() {
    return new Actor("reviewer-" + UUID.randomUUID());
  }

  private List<String> exported() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    export.write(zip);
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
