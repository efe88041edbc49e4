package dev.greengrocer.web.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelChange;
import dev.greengrocer.ledger.label.LabelEntry;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.privacy.PredictionEraser;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class LabelLogTest extends ServedTest {

  private static final Random SEEDS = new Random(13);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private LabelLog labels;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog predictions;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionEraser eraser;

  @Test
  void every_door_writes_one_row_and_one_audit_entry_that_name_who_spoke() {
    String id = answer();
    Visitor reviewer = visitor(Role.REVIEWER);

    assertThat(
            postJson("/api/v1/predictions/" + id + "/feedback", "{\"label\": \"lemon\"}")
                .statusCode())
        .isEqualTo(200);
    reviewer.submit("/history/" + id, "/history/" + id + "/feedback", "label", "aubergine");
    reviewer.submit("/history/" + id, "/history/" + id + "/feedback", "notInList", "true");
    reviewer.submit("/review", "/review/" + id, "label", "corn");
    assertThat(postJson("/api/v1/review/" + id, "{\"decision\": \"unusable\"}").statusCode())
        .isEqualTo(204);
    reviewer.submit("/review", "/review/undo");

    List<LabelEntry> said = labels.of(id);
    String person = said.get(1).actor();
    assertThat(person).startsWith("user-");
    assertThat(said)
        .extracting(LabelEntry::door, LabelEntry::actor, LabelEntry::verdict, LabelEntry::label)
        .containsExactly(
            tuple("api", "key:test", kind(id, "lemon"), "lemon"),
            tuple("page", person, kind(id, "eggplant"), "eggplant"),
            tuple("page", person, "not-in-list", null),
            tuple("review", person, kind(id, "corn"), "corn"),
            tuple("review", "key:test", "unusable", null),
            tuple("review", person, "withdrawn", null));
    assertThat(said).extracting(LabelEntry::position).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(audit(id))
        .containsExactly(
            "key:test " + kind(id, "lemon") + ": null > lemon",
            person + " " + kind(id, "eggplant") + ": lemon > eggplant",
            person + " not-in-list: eggplant > not in the list",
            person + " reviewed: not in the list > corn",
            "key:test reviewed: corn > unusable",
            person + " review taken back: corn > not in the list");
    assertThat(predictions.find(id).orElseThrow().feedback())
        .satisfies(now -> assertThat(Feedback.words(now)).isEqualTo("not in the list"));
  }

  @Test
  void an_undo_leaves_what_a_clerk_said_later() {
    String id = answer();
    Actor ann = somebody();
    labels.record(ann, Door.REVIEW, id, new Verdict.Shows("lemon"));
    labels.record(new Actor("clerk"), Door.PAGE, id, new Verdict.Shows("apple"));

    LabelChange undone = labels.withdrawLastReview(ann).orElseThrow();

    assertThat(undone.changesLabel()).isFalse();
    assertThat(current(id)).isEqualTo("apple by clerk");
    assertThat(labels.withdrawLastReview(ann)).as("a second time").isEmpty();
    assertThat(labels.of(id)).hasSize(3);
  }

  @Test
  void an_undo_leaves_what_another_reviewer_and_oneself_said_elsewhere() {
    String id = answer();
    Actor ann = somebody();
    Actor bob = somebody();
    labels.record(ann, Door.REVIEW, id, new Verdict.Shows("lemon"));
    labels.record(bob, Door.REVIEW, id, new Verdict.Shows("apple"));
    labels.withdrawLastReview(ann);
    assertThat(current(id)).isEqualTo("apple by " + bob.name());
    assertThat(review(id)).isEqualTo("labelled");

    labels.record(bob, Door.PAGE, id, Verdict.NOT_IN_LIST);
    labels.withdrawLastReview(bob);
    assertThat(current(id)).isEqualTo("not in the list by " + bob.name());
    assertThat(review(id)).as("nobody's review stands").isNull();
  }

  @Test
  void undone_reviews_give_way_to_the_word_before_one_after_the_other() {
    String id = answer();
    Actor ann = somebody();
    labels.record(new Actor("clerk"), Door.API, id, new Verdict.Shows("kiwi"));
    labels.record(ann, Door.REVIEW, id, new Verdict.Shows("lemon"));
    labels.record(ann, Door.REVIEW, id, Verdict.UNUSABLE);
    assertThat(current(id)).isEqualTo("lemon by " + ann.name());
    assertThat(review(id)).isEqualTo("unusable");

    labels.withdrawLastReview(ann);
    assertThat(current(id)).isEqualTo("lemon by " + ann.name());
    assertThat(review(id)).isEqualTo("labelled");
    labels.withdrawLastReview(ann);
    assertThat(current(id)).isEqualTo("kiwi by clerk");
    assertThat(labels.hasReview(ann)).isFalse();
  }

  @Test
  void an_undo_after_the_photo_was_erased_still_takes_the_word_back() {
    String id = answer();
    Actor ann = somebody();
    labels.record(ann, Door.REVIEW, id, new Verdict.Shows("lemon"));
    eraser.erasePhotoOf(ann, id);

    assertThat(labels.withdrawLastReview(ann)).isPresent();
    assertThat(predictions.find(id).orElseThrow().feedback()).isNull();
  }

  @Test
  void many_who_speak_and_undo_at_once_lose_no_word() throws Exception {
    String id = answer();
    int people = 6;
    ExecutorService pool = Executors.newFixedThreadPool(people);
    CountDownLatch start = new CountDownLatch(1);
    Actor ann = somebody();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      labels.record(ann, Door.REVIEW, id, new Verdict.Shows("lemon"));
    }
    for (int i = 0; i < people; i++) {
      Actor clerk = new Actor("clerk-" + i);
      all.add(
          pool.submit(
              () -> {
                start.await();
                labels.record(clerk, Door.API, id, new Verdict.Shows("apple"));
                return labels.withdrawLastReview(ann);
              }));
    }
    start.countDown();
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();

    List<LabelEntry> said = labels.of(id);
    assertThat(said).hasSize(3 * people);
    assertThat(said.stream().filter(entry -> entry.takesBack() != null).count()).isEqualTo(people);
    assertThat(labels.hasReview(ann)).isFalse();
    assertThat(current(id)).startsWith("apple by clerk-");
  }

  @Test
  void what_is_no_word_is_refused_and_leaves_nothing() {
    String id = answer();

    assertThatThrownBy(() -> labels.record(somebody(), Door.API, "no-such-id", Verdict.NOT_IN_LIST))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no-such-id");
    assertProblem(postJson("/api/v1/review/" + id, "{}"), 400, "decision");
    assertProblem(postJson("/api/v1/review/" + id, "{\"decision\": null}"), 400, "decision");
    assertProblem(postJson("/api/v1/review/" + id, "{\"decision\": \"label\"}"), 422, "label");
    assertProblem(
        postJson("/api/v1/predictions/" + id + "/feedback", "{\"label\": \"\"}"), 422, "label");
    assertThat(labels.of(id)).isEmpty();
    assertThat(audit(id)).isEmpty();
  }

  @Test
  void the_words_go_with_the_answer_and_an_erased_photo_is_in_the_audit_log() {
    String id = answer();
    labels.record(somebody(), Door.API, id, new Verdict.Shows("lemon"));

    assertThat(
            send(HttpRequest.newBuilder(uri("/api/v1/predictions/" + id + "/photo")).DELETE())
                .statusCode())
        .isEqualTo(204);
    send(HttpRequest.newBuilder(uri("/api/v1/predictions/" + id + "/photo")).DELETE());

    assertThat(audit(id)).containsOnlyOnce("key:test photo erased: a photo > null");
    assertThat(labels.of(id)).as("the word is no photo").hasSize(1);
  }

  private String answer() {
    return json(post("/api/v1/predictions", Photos.jpeg(96, 96, SEEDS.nextLong())))
        .get("id")
        .asString();
  }

  private static Actor somebody() {
    return new Actor("reviewer-" + UUID.randomUUID());
  }

  private String kind(String id, String label) {
    return predictions.find(id).orElseThrow().best().label().equals(label)
        ? "confirmed"
        : "corrected";
  }

  private String current(String id) {
    LoggedPrediction answer = predictions.find(id).orElseThrow();
    Feedback said = answer.feedback();
    return said == null ? "nothing" : Feedback.words(said) + " by " + said.by();
  }

  private @Nullable String review(String id) {
    return database
        .sql("SELECT COALESCE(review, '') FROM predictions WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .single()
        .transform(state -> state.isEmpty() ? null : state);
  }

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private org.springframework.jdbc.core.simple.JdbcClient database;

  /** The earliest first. */
  private List<String> audit(String subject) {
    List<String> entries = new ArrayList<>();
    for (JsonNode entry : json(get("/api/v1/audit?subject=" + subject)).at("/items")) {
      entries.add(
          0,
          "%s %s: %s > %s"
              .formatted(
                  entry.at("/actor").asString(),
                  entry.at("/action").asString(),
                  entry.path("before").asString("null"),
                  entry.path("after").asString("null")));
    }
    return entries;
  }
}
