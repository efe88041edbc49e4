package dev.greengrocer.analytics.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.ledger.figures.Drift;
import dev.greengrocer.statistics.Proportion;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every figure is computed from its DAX and from its SQL, over all rows and over those that a
 * report selects, and both agree; those with a definition in the application agree with that, too.
 */
final class MeasuresAgreeTest {

  private static final String LEMONS =
      "%s IN (SELECT class_key FROM whole_class WHERE kind = 'lemon')";

  private static final DrawnShop.Selection ALL = new DrawnShop.Selection("", Map.of(), Map.of());
  private static final DrawnShop.Selection OCTOBER =
      new DrawnShop.Selection("2026-10", Map.of(), Map.of());
  private static final DrawnShop.Selection NOVEMBER =
      new DrawnShop.Selection("2026-11", Map.of(), Map.of());
  private static final DrawnShop.Selection LEMONS_OF_NOVEMBER =
      new DrawnShop.Selection(
          "2026-11",
          Map.of(new Dax.Column("Class", "Kind"), "lemon"),
          Map.of(
              "prediction", LEMONS.formatted("class_key"),
              "label", LEMONS.formatted("answered_class_key"),
              "sale_line", LEMONS.formatted("class_key"),
              "stock_movement", LEMONS.formatted("class_key"),
              "price", LEMONS.formatted("class_key"),
              "evaluation_cell", LEMONS.formatted("predicted_class_key")));
  private static final DrawnShop.Selection CONFIRMED_LEMONS =
      new DrawnShop.Selection(
          "",
          Map.of(new Dax.Column("Confirmed class", "Kind"), "lemon"),
          Map.of(
              "prediction", LEMONS.formatted("confirmed_class_key"),
              "label", LEMONS.formatted("class_key"),
              "evaluation_cell", LEMONS.formatted("true_class_key")));
  private static final DrawnShop.Selection SHORTLISTS =
      new DrawnShop.Selection(
          "",
          Map.of(new Dax.Column("Reason", "Decision"), "shortlist"),
          reasons("SELECT reason_key FROM whole_reason WHERE decision = 'shortlist'"));
  private static final DrawnShop.Selection NOTHING =
      new DrawnShop.Selection("2026-03", Map.of(), Map.of());

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static DrawnShop shop;

  private static Map<String, String> reasons(String keys) {
    String rows = "reason_key IN (%s)".formatted(keys);
    return Map.of("prediction", rows, "label", rows, "sale_line", rows);
  }

  @BeforeAll
  static void open() throws SQLException {
    shop = DrawnShop.open(folder, 2000);
    shop.keepWhole();
  }

  @AfterAll
  static void close() throws SQLException {
    shop.close();
  }

  static Stream<Arguments> selections() {
    return Stream.of(
        Arguments.of("all", ALL),
        Arguments.of("October", OCTOBER),
        Arguments.of("November", NOVEMBER),
        Arguments.of("lemons of November", LEMONS_OF_NOVEMBER),
        Arguments.of("confirmed lemons", CONFIRMED_LEMONS),
        Arguments.of("shortlists", SHORTLISTS),
        Arguments.of("nothing", NOTHING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("selections")
  void what_power_bi_computes_is_what_sql_computes(String name, DrawnShop.Selection selection)
      throws SQLException {
    shop.select(selection);

    for (Measure measure : Measures.all()) {
      if (measure.name().equals("Confusion share") && selection.equals(CONFIRMED_LEMONS)) {
        continue; // Its SQL is that of a whole row, which is compared below.
      }
      Object dax = shop.engine.value(measure.name(), selection.filters());
      Object sql = shop.duck.value(measure.formula().sql());
      assertThat(number(dax))
          .as("%s, %s: DAX %s, SQL %s", measure.name(), name, dax, sql)
          .isCloseTo(number(sql), within(1e-9 * Math.max(1, Math.abs(number(sql)))));
    }
  }

  @Test
  void no_figure_is_empty_in_a_month() throws SQLException {
    shop.select(NOVEMBER);

    assertThat(
            Measures.all().stream()
                .map(Measure::name)
                .filter(name -> figure(name) == 0)
                .collect(Collectors.toSet()))
        .isSubsetOf("Not produce share", "Unusable photos", "Withdrawn statements", "Mean waiting");
  }

  /** The dashboard reads the same numbers from the database, with code of its own. */
  @Test
  void figures_of_the_dashboard_are_the_same() {
    long checked = ledger("SUM(checked)");
    Proportion accuracy = new Proportion(ledger("SUM(checked_right)"), checked);
    Proportion accepted =
        new Proportion(ledger("SUM(accepted_right)"), ledger("SUM(accepted_checked)"));

    assertThat(figure("Answers")).isEqualTo((double) ledger("SUM(answers)"));
    assertThat(figure("Checked answers")).isEqualTo((double) checked);
    assertThat(figure("Accuracy")).isCloseTo(accuracy.value().orElseThrow(), within(1e-12));
    assertThat(figure("Accuracy from"))
        .isCloseTo(accuracy.interval().orElseThrow().low(), within(1e-12));
    assertThat(figure("Accuracy to"))
        .isCloseTo(accuracy.interval().orElseThrow().high(), within(1e-12));
    assertThat(figure("Accuracy of accepted from"))
        .isCloseTo(accepted.interval().orElseThrow().low(), within(1e-12));
    assertThat(figure("Drift of confidence"))
        .isCloseTo(
            Drift.between(bins("2026-10-02", "2026-10-31"), bins("2026-11-01", "2026-11-30"))
                .index(),
            within(1e-12));
    assertThat(figure("Sales"))
        .isCloseTo(
            one(
                    "SELECT CAST(SUM(total) AS DOUBLE PRECISION) FROM sales_by_day WHERE sold_on"
                        + " LIKE '2026-11-%'")
                / 100,
            within(1e-6));
  }

  /** From what was stored when photos were answered, not from the export. */
  @Test
  void shortlists_hit_and_money_is_at_risk_as_the_books_have_it() {
    double hits =
        one(
            """
            SELECT 1.0 * SUM(EXISTS (
              SELECT 1 FROM prediction_scores s
              WHERE s.prediction_id = p.id AND s.shown = 1
                AND REPLACE(s.label, 'capsicum', 'bell pepper') = REPLACE(p.true_label, 'capsicum', 'bell pepper')))
              / COUNT(*)
            FROM predictions p
            WHERE p.decision = 'shortlist' AND p.feedback IS NOT NULL AND p.answered_on LIKE '2026-11-%'
            """);
    double risk =
        one(
            """
            SELECT SUM(l.total) / 100.0 FROM sales s JOIN sale_lines l ON l.sale_id = s.id
            JOIN predictions p ON p.id = l.prediction_id
            WHERE p.decision <> 'accept' AND s.voided_at IS NULL AND s.sold_on LIKE '2026-11-%'
            """);

    assertThat(figure("Shortlist hit rate")).isCloseTo(hits, within(1e-12)).isBetween(0.2, 0.9);
    assertThat(figure("Money at risk")).isCloseTo(risk, within(1e-6)).isPositive();
  }

  @Test
  void a_row_of_the_confusion_matrix_adds_up() throws SQLException {
    Dax.Column confirmed = new Dax.Column("Confirmed class", "Kind");
    double sum = 0;
    List<@Nullable Object> kinds = new ArrayList<>(shop.engine.values(confirmed, Map.of()));
    kinds.add(null); // in no list
    for (Object kind : kinds) {
      Map<Dax.Column, @Nullable Object> cell = new HashMap<>();
      cell.put(new Dax.Column("Class", "Kind"), "lemon");
      cell.put(confirmed, kind);
      double share = number(shop.engine.value("Confusion share", cell));
      Object counted =
          shop.duck.value(
              """
              SELECT COUNT(*) FILTER (t.kind IS NOT DISTINCT FROM %s) / COUNT(*)
              FROM whole_prediction p JOIN whole_reason USING (reason_key)
              JOIN whole_class c USING (class_key)
              LEFT JOIN whole_class t ON t.class_key = p.confirmed_class_key
              WHERE decision <> 'reject' AND verdict IS NOT NULL AND c.kind = 'lemon'
              """
                  .formatted(kind == null ? "NULL" : "'" + kind + "'"));
      assertThat(share).as("%s", kind).isCloseTo(number(counted), within(1e-12));
      sum += share;
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  private static double figure(String measure) {
    return number(shop.engine.value(measure, NOVEMBER.filters()));
  }

  private static long ledger(String sum) {
    return (long)
        one(
            "SELECT CAST(%s AS DOUBLE PRECISION) FROM model_health_by_day WHERE answered_on LIKE '2026-11-%%'"
                .formatted(sum));
  }

  private static double one(String sql) {
    return Objects.requireNonNull(shop.books.database.sql(sql).query(Double.class).single());
  }

  private static Map<Integer, Long> bins(String first, String last) {
    Map<Integer, Long> bins = new TreeMap<>();
    for (int bin = 0; bin < 10; bin++) {
      bins.put(bin, 0L);
    }
    shop.books
        .database
        .sql(
            "SELECT bin, SUM(answers) AS answers FROM confidence_by_day WHERE answered_on BETWEEN ?"
                + " AND ? GROUP BY bin")
        .params(first, last)
        .query(
            row -> {
              bins.put(row.getInt("bin"), row.getLong("answers"));
            });
    return bins;
  }

  private static double number(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).doubleValue();
  }
}
