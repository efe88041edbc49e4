package dev.greengrocer.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.figures.StockFigures;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Every figure of the views in docs/database.md, computed from the files by another engine, is the
 * same to the last digit.
 */
final class FiguresAgreeTest {

  private static final String ANSWER =
      """
      FROM prediction p
      JOIN "date" d USING (date_key)
      JOIN class c USING (class_key)
      JOIN model m USING (model_key)
      JOIN reason r USING (reason_key)
      LEFT JOIN class t ON t.class_key = p.confirmed_class_key
      """;

  private static final String COUNTS =
      """
      COUNT(*), COUNT(*) FILTER (r.decision = 'accept'), COUNT(*) FILTER (r.decision = 'shortlist'),
      COUNT(*) FILTER (r.decision = 'reject'),
      COUNT(*) FILTER (r.decision <> 'reject' AND verdict IS NOT NULL),
      COUNT(*) FILTER (r.decision <> 'reject' AND is_right)
      """;

  /** From the files, what the view of the same name has. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "answers_by_day",
          "SELECT d.date, m.sha256, c.name, c.kind, r.decision, COUNT(*) "
              + ANSWER
              + " GROUP BY ALL",
          "answers_by_hour",
          "SELECT d.date, hour_key, s.name, r.decision, COUNT(*) "
              + ANSWER
              + " JOIN source s USING (source_key) GROUP BY ALL",
          "kinds_by_day",
          "SELECT d.date, c.kind, "
              + COUNTS
              + ", COUNT(*) FILTER (r.decision <> 'reject' AND NOT is_right) "
              + ANSWER
              + " GROUP BY ALL",
          "confidence_by_day",
          "SELECT d.date, m.sha256, confidence_bin, COUNT(*) " + ANSWER + " GROUP BY ALL",
          "latency_by_day",
          "SELECT d.date, m.sha256, latency_class_milliseconds, COUNT(*) "
              + ANSWER
              + " GROUP BY ALL",
          "labels_by_day",
          "SELECT d.date, m.sha256, r.decision, c.name, t.name, is_right::INTEGER, COUNT(*) "
              + ANSWER
              + " WHERE verdict IS NOT NULL GROUP BY ALL",
          "confusions_by_day",
          "SELECT d.date, m.sha256, c.name, t.name, COUNT(*) "
              + ANSWER
              + " WHERE NOT is_right AND r.decision <> 'reject' GROUP BY ALL",
          "model_health_by_day",
          "SELECT d.date, m.sha256, "
              + COUNTS
              + ", COUNT(*) FILTER (r.decision = 'accept' AND verdict IS NOT NULL),"
              + " COUNT(*) FILTER (r.decision = 'accept' AND is_right),"
              + " quantile_disc(latency_class_milliseconds, 0.5),"
              + " quantile_disc(latency_class_milliseconds, 0.95) "
              + ANSWER
              + " GROUP BY ALL",
          "sales_by_day",
          """
          SELECT d.date, c.name, currency, COUNT(*), SUM(COALESCE(net_grams, 0)),
            SUM(COALESCE(pieces, 0)), SUM(total)
          FROM sale_line JOIN "date" d USING (date_key) JOIN class c USING (class_key)
          WHERE NOT is_voided GROUP BY ALL
          """);

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static FilledBooks books;

  @SuppressWarnings("NullAway.Init")
  private static Duck duck;

  @BeforeAll
  static void export() throws SQLException {
    books = FilledBooks.write(folder.resolve("data"), 2000);
    for (int i = 0; i < 50; i++) {
      books.saysNotInList("reviewer", books.answers.get(i * 7));
    }
    books.export(folder.resolve("out"), ExportFormat.PARQUET);
    duck = Duck.over(folder.resolve("out"), "parquet");
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
    books.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answers_by_day",
        "answers_by_hour",
        "kinds_by_day",
        "confidence_by_day",
        "latency_by_day",
        "labels_by_day",
        "confusions_by_day",
        "model_health_by_day",
        "sales_by_day"
      })
  void a_view_and_the_files_agree(String view) throws SQLException {
    String columns =
        view.equals("latency_by_day") ? "answered_on, model_sha256, milliseconds, answers" : "*";
    ResultSetExtractor<List<String>> rows = Duck::rows;
    List<String> expected =
        books.database.sql("SELECT %s FROM %s".formatted(columns, view)).query(rows);

    List<String> found = duck.rows(Objects.requireNonNull(QUERIES.get(view)));

    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void the_dashboard_and_the_files_agree_on_revenue_and_costs() throws SQLException {
    Days days = new Days(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-30"));
    Map<String, String> expected =
        new StockFigures(books.database, () -> "EUR")
            .byKind(days).stream()
                .filter(kind -> kind.sold() != 0 || kind.lost() != 0)
                .collect(
                    Collectors.toMap(
                        kind -> kind.goods().name() + "|" + kind.goods().unit().id(),
                        kind ->
                            "%s|%s|%s"
                                .formatted(kind.revenue(), kind.costOfSold(), kind.costOfLost())));

    List<String> found =
        duck.rows(
            """
            WITH sold AS (
              SELECT name, unit, SUM(revenue) AS revenue, SUM(cost_of_goods) AS cost,
                BOOL_AND(cost_of_goods IS NOT NULL) AS known
              FROM sale_line JOIN class USING (class_key)
              WHERE NOT is_voided AND currency = 'EUR' GROUP BY ALL
            ), lost AS (
              SELECT name, unit, -SUM(cost_of_goods) AS cost,
                BOOL_AND(cost_of_goods IS NOT NULL) AS known
              FROM stock_movement JOIN class USING (class_key)
              WHERE flow IN ('wasted', 'counted') GROUP BY ALL
            )
            SELECT COALESCE(s.name, l.name), COALESCE(s.unit, l.unit),
              CAST(ROUND(COALESCE(s.revenue, 0)) AS BIGINT),
              CASE WHEN COALESCE(s.known, true) AND COALESCE(l.known, true)
                THEN CAST(ROUND(COALESCE(s.cost, 0)) AS BIGINT) END,
              CASE WHEN COALESCE(s.known, true) AND COALESCE(l.known, true)
                THEN CAST(ROUND(COALESCE(l.cost, 0)) AS BIGINT) END
            FROM sold s FULL JOIN lost l ON l.name = s.name AND l.unit = s.unit
            """);

    assertThat(expected)
        .as("kinds with and without a known cost")
        .hasSizeGreaterThan(5)
        .containsKey("tomato|kg")
        .anySatisfy((kind, figures) -> assertThat(figures).endsWith("|null|null"));
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream()
                .map(kind -> kind.getKey() + "|" + kind.getValue())
                .toList());
  }
}
