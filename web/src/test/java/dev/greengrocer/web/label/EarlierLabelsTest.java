package dev.greengrocer.web.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.label.LabelEntry;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.PostgresServer;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that was filled before labels were a table, and is opened by this version. */
final class EarlierLabelsTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void nothing_that_was_said_is_lost_on_sqlite() {
    check("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void nothing_that_was_said_is_lost_on_postgresql() {
    check(PostgresServer.emptyDatabase("earlier_" + Long.toHexString(System.nanoTime())));
  }

  private void check(String address) {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      migrate(source, "8");
      JdbcClient database = JdbcClient.create(source);
      fill(database);
      migrate(source, "latest");

      TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
      PredictionLog predictions =
          new PredictionLog(database, transaction, new ShopCalendar(ZoneOffset.UTC));
      AuditLog audit = new AuditLog(database, Clock.systemUTC());
      LabelLog labels =
          new LabelLog(database, predictions, audit, transaction, List.of(), Clock.systemUTC());
      assertThat(words(labels, "p-nothing")).isEmpty();
      assertThat(words(labels, "p-clerk")).containsExactly("clerk earlier corrected lemon");
      assertThat(words(labels, "p-nobody")).containsExactly("nobody earlier not-in-list null");
      assertThat(words(labels, "p-review"))
          .containsExactly("clerk earlier corrected lemon", "ann review confirmed tomato");
      assertThat(words(labels, "p-later"))
          .containsExactly("ann review corrected kiwi", "clerk earlier corrected lemon");
      assertThat(words(labels, "p-unusable"))
          .containsExactly("clerk earlier corrected lemon", "ann review unusable null");
      assertThat(words(labels, "p-twice"))
          .containsExactly("ann review corrected corn", "bob review not-in-list null");
      assertThat(labels.of("p-review"))
          .extracting(LabelEntry::at)
          .extracting(java.time.Instant::toEpochMilli)
          .containsExactly(1_000L, 2_000L);
      assertThat(labels.of("p-clerk").get(0).id())
          .matches("00000000-03e8-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

      // What was said before can be taken back like what is said from now on.
      Actor ann = new Actor("ann");
      assertThat(labels.withdrawLastReview(ann).orElseThrow().after().id()).isEqualTo("p-unusable");
      assertThat(labels.withdrawLastReview(ann).orElseThrow().after().id()).isEqualTo("p-twice");
      assertThat(labels.withdrawLastReview(ann).orElseThrow().after().id()).isEqualTo("p-review");
      assertThat(labels.withdrawLastReview(ann).orElseThrow().after().id()).isEqualTo("p-later");
      assertThat(labels.withdrawLastReview(ann)).isEmpty();
      assertThat(current(predictions, "p-later")).isEqualTo("lemon");
      assertThat(current(predictions, "p-review")).isEqualTo("lemon");
      assertThat(current(predictions, "p-twice")).isEqualTo("not in the list");
    }
  }

  private static @Nullable String current(PredictionLog predictions, String id) {
    return Feedback.words(predictions.find(id).orElseThrow().feedback());
  }

  private static List<String> words(LabelLog labels, String id) {
    return labels.of(id).stream()
        .map(
            said ->
                "%s %s %s %s".formatted(said.actor(), said.door(), said.verdict(), said.label()))
        .toList();
  }

  private static void migrate(HikariDataSource source, String version) {
    Migrations.of(source).target(version).load().migrate();
  }

  private static void fill(JdbcClient database) {
    answer(database, "p-nothing", null, null, 0, null, null);
    answer(database, "p-clerk", "corrected", "lemon", 1_000, "clerk", null);
    answer(database, "p-nobody", "not-in-list", null, 1_000, null, null);
    // Ann confirmed what the model said after a clerk had said something else.
    answer(database, "p-review", "confirmed", "tomato", 2_000, "ann", "labelled");
    review(database, "r2", "p-review", "ann", 2_000, "labelled", "corrected", "lemon", 1_000L);
    // A clerk spoke after Ann: which label she gave is in the audit log alone.
    answer(database, "p-later", "corrected", "lemon", 9_000, "clerk", "labelled");
    review(database, "r1", "p-later", "ann", 2_000, "labelled", null, null, null);
    audit(database, "r1x", "p-later", "kiwi");
    audit(database, "r9x", "p-later", "carrot");
    answer(database, "p-unusable", "corrected", "lemon", 1_000, "clerk", "unusable");
    review(database, "r5", "p-unusable", "ann", 3_000, "unusable", "corrected", "lemon", 1_000L);
    // Two reviewers, one after the other.
    answer(database, "p-twice", "not-in-list", null, 5_000, "bob", "not-in-list");
    review(database, "r3", "p-twice", "ann", 2_000, "labelled", null, null, null);
    database
        .sql(
            """
            INSERT INTO reviews (id, prediction_id, reviewer, at, outcome,
              prior_feedback, prior_label, prior_at, prior_by)
            VALUES ('r4', 'p-twice', 'bob', 5000, 'not-in-list', 'corrected', 'corn', 2000, 'ann')
            """)
        .update();
    // Its answer has been erased.
    review(database, "r0", "p-gone", "ann", 2_000, "labelled", null, null, null);
  }

  private static void answer(
      JdbcClient database,
      String id,
      @Nullable String feedback,
      @Nullable String label,
      long at,
      @Nullable String by,
      @Nullable String review) {
    database
        .sql(
            """
            INSERT INTO predictions (
              id, at, request_id, source, label, probability, decision, reason, shortlist, scores,
              model, model_sha256, decode_micros, preprocess_micros, queue_micros, infer_micros,
              feedback, true_label, feedback_at, feedback_by, review)
            VALUES (:id, 1, 'r', 'web', 'tomato', 0.9, 'accept', 'confident',
              '[{"label":"tomato","probability":0.9}]', '[{"label":"tomato","probability":0.9}]',
              'm', 'h', 1, 1, 1, 1, :feedback, :label, :at, :by, :review)
            """)
        .param("id", id)
        .param("feedback", feedback)
        .param("label", label)
        .param("at", feedback == null ? null : at, Types.BIGINT)
        .param("by", by)
        .param("review", review)
        .update();
  }

  private static void review(
      JdbcClient database,
      String id,
      String prediction,
      String reviewer,
      long at,
      String outcome,
      @Nullable String priorFeedback,
      @Nullable String priorLabel,
      @Nullable Long priorAt) {
    database
        .sql(
            """
            INSERT INTO reviews (id, prediction_id, reviewer, at, outcome,
              prior_feedback, prior_label, prior_at, prior_by)
            VALUES (:id, :prediction, :reviewer, :at, :outcome, :feedback, :label, :priorAt, :by)
            """)
        .param("id", id)
        .param("prediction", prediction)
        .param("reviewer", reviewer)
        .param("at", at)
        .param("outcome", outcome)
        .param("feedback", priorFeedback)
        .param("label", priorLabel)
        .param("priorAt", priorAt, Types.BIGINT)
        .param("by", priorFeedback == null ? null : "clerk")
        .update();
  }

  private static void audit(JdbcClient database, String id, String prediction, String after) {
    database
        .sql(
            """
            INSERT INTO audit_log (id, at, actor, kind, subject, action, after_value)
            VALUES (:id, 2001, 'ann', 'label', :prediction, 'reviewed', :after)
            """)
        .param("id", id)
        .param("prediction", prediction)
        .param("after", after)
        .update();
  }
}
