package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Pages over many answers: {@code -Dgreengrocer.rows=1000000} makes it a million, and the log tells
 * the times.
 */
@TestPropertySource(properties = "greengrocer.checkout.shop=many") // a server of its own
@DirtiesContext
final class ManyAnswersTest extends ServedTest {

  private static final Logger log = LoggerFactory.getLogger(ManyAnswersTest.class);
  private static final int ROWS = Integer.getInteger("greengrocer.rows", 50_000);

  /** What the history asks for, each by itself. */
  private static final List<String> FILTERS =
      List.of(
          "id < '00000000-0000-7000-8000-000000000100'",
          "label = 'kiwi'",
          "decision = 'reject'",
          "feedback = 'corrected'",
          "feedback IS NOT NULL",
          "model_sha256 = 'abcdef0123456789'");

  private static final Pattern NEXT = Pattern.compile("href=\"(/history\\?[^\"]*cursor=[^\"]*)\"");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Test
  void the_last_page_and_every_filter_are_read_by_an_index_like_the_first_page() {
    fill();
    for (String filter : FILTERS) {
      assertThat(plan(filter))
          .as(filter)
          .containsAnyOf("SEARCH predictions USING", "USING INDEX predictions_judged")
          .doesNotContain("TEMP B-TREE");
    }
    assertThat(plan("request_id = 'x'")).as("no index has it").startsWith("SCAN predictions");
    String newest = "/history";
    String oldest = "/history?cursor=" + cursorBefore("00000000-0000-7000-8000-000000000100");
    String second = next(get(newest));

    quick("first page", newest, "tomato");
    quick("second page", second, "tomato");
    quick("last page", oldest, "tomato");
    quick("one label", "/history?label=kiwi", "kiwi");
    quick("a label that never came", "/history?label=durian", "Nothing found");
    quick("a decision and a word", "/history?decision=reject&q=kiwi", "kiwi");
    quick("days long ago", "/history?to=1970-01-01", "tomato");
    quick("days without answers", "/history?from=2999-01-01", "Nothing found");
    quick("most probabilities", "/history?min=50", "tomato");
    quick("few probabilities", "/history?max=10.5", "kiwi");
    quick("no probability", "/history?max=5", "Nothing found");
    quick("what people said", "/history?feedback=any", "Nothing found");
    get("/dashboard"); // adds up what nobody has yet
    quick("dashboard", "/dashboard?from=1970-01-01&to=1970-01-02", "Answers over time");
  }

  /** Answers of the first minutes of 1970, one a millisecond; the newest are tomatoes. */
  private void fill() {
    database
        .sql(
            """
            INSERT INTO predictions (
              id, at, request_id, source, label, probability, decision, reason, model,
              model_sha256, decode_micros, preprocess_micros, queue_micros, infer_micros,
              answered_on, answered_hour)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
            SELECT
              printf('%08x-%04x-7000-8000-%012x', i >> 16, i & 65535, i), i, 'filled', 'api',
              CASE i % 7 WHEN 0 THEN 'kiwi' ELSE 'tomato' END,
              CASE WHEN i % 5000 = 0 THEN 0.1 ELSE 0.3 + (i * 7919 % 7000) / 10000.0 END,
              CASE i % 10 WHEN 0 THEN 'reject' ELSE 'accept' END, 'confident',
              'drawn', 'abcdef0123456789', 9000, 1000, 100, 11000, '1970-01-01', 0
            FROM n
            """)
        .param("rows", ROWS)
        .update();
    database
        .sql(
            """
            INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability)
            SELECT p.id, FALSE, s.rank, s.label, s.probability
            FROM predictions p, (SELECT 1 AS rank, 'tomato' AS label, 0.9 AS probability
              UNION ALL SELECT 2, 'kiwi', 0.1) s
            """)
        .update();
  }

  /** How SQLite finds the latest answers that fit a condition. */
  private String plan(String condition) {
    return String.join(
        "; ",
        database
            .sql(
                "EXPLAIN QUERY PLAN SELECT * FROM predictions WHERE %s ORDER BY id DESC LIMIT 51"
                    .formatted(condition))
            .query((row, number) -> row.getString("detail"))
            .list());
  }

  private void quick(String what, String address, String words) {
    long start = System.nanoTime();
    HttpResponse<String> page = get(address);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(page.statusCode()).as(what).isEqualTo(200);
    assertThat(page.body()).as(what).contains(words);
    log.info("{} rows, {}: {} ms", ROWS, what, millis);
  }

  private static String cursorBefore(String id) {
    return dev.greengrocer.ledger.database.Cursor.after(id);
  }

  private static String next(HttpResponse<String> page) {
    Matcher next = NEXT.matcher(page.body());
    assertThat(next.find()).as(page.body()).isTrue();
    return next.group(1).replace("&amp;", "&");
  }
}
