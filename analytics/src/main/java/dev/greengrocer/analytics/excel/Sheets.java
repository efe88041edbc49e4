package dev.greengrocer.analytics.excel;

import static dev.greengrocer.analytics.excel.SheetColumn.Kind.COUNT;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.DAY;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.KILOGRAMS;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.MONEY;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.NUMBER;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.RATE;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.SHARE;
import static dev.greengrocer.analytics.excel.SheetColumn.Kind.TEXT;

import java.util.List;

/**
 * All sheets of a month. They read the views and tables that the dashboard and the closings read,
 * on SQLite and PostgreSQL alike. Stateless.
 */
final class Sheets {

  private Sheets() {}

  static List<Sheet> all() {
    return List.of(month(), days(), goods(), taxes(), answers(), kinds(), models());
  }

  private static Sheet month() {
    return new Sheet(
        "Sales",
        """
        SELECT currency,
          CAST(SUM(CASE WHEN voided_at IS NULL AND return_of IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS receipts,
          CAST(SUM(CASE WHEN voided_at IS NULL AND return_of IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS given_back,
          CAST(SUM(CASE WHEN voided_at IS NULL AND return_of IS NOT NULL THEN -total ELSE 0 END) AS BIGINT) AS returned,
          CAST(SUM(CASE WHEN voided_at IS NULL THEN goods_total ELSE 0 END) AS BIGINT) AS goods,
          CAST(SUM(CASE WHEN voided_at IS NULL THEN total - goods_total - cash_rounding ELSE 0 END) AS BIGINT) AS tax_added,
          CAST(SUM(CASE WHEN voided_at IS NULL THEN cash_rounding ELSE 0 END) AS BIGINT) AS rounding,
          CAST(SUM(CASE WHEN voided_at IS NULL THEN total ELSE 0 END) AS BIGINT) AS taken,
          CAST(SUM(CASE WHEN voided_at IS NULL AND payment = 'cash' THEN total ELSE 0 END) AS BIGINT) AS cash,
          CAST(SUM(CASE WHEN voided_at IS NULL AND payment = 'card' THEN total ELSE 0 END) AS BIGINT) AS card,
          CAST(SUM(CASE WHEN voided_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS voided
        FROM readable_sales WHERE sold_on BETWEEN ? AND ?
        GROUP BY currency ORDER BY currency
        """,
        List.of(
            new SheetColumn("Currency", "currency", TEXT),
            new SheetColumn("Receipts", "receipts", COUNT),
            new SheetColumn("Returns", "given_back", COUNT),
            new SheetColumn("Returned", "returned", MONEY),
            new SheetColumn("Goods", "goods", MONEY),
            new SheetColumn("Tax added", "tax_added", MONEY),
            new SheetColumn("Cash rounding", "rounding", MONEY),
            new SheetColumn("Taken", "taken", MONEY),
            new SheetColumn("In cash", "cash", MONEY),
            new SheetColumn("By card", "card", MONEY),
            new SheetColumn("Voided receipts", "voided", COUNT)));
  }

  private static Sheet days() {
    return new Sheet(
        "Sales by day",
        """
        SELECT sold_on, currency,
          CAST(SUM(CASE WHEN return_of IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS receipts,
          CAST(SUM(CASE WHEN return_of IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS given_back,
          CAST(SUM(total) AS BIGINT) AS taken
        FROM readable_sales WHERE sold_on BETWEEN ? AND ? AND voided_at IS NULL
        GROUP BY sold_on, currency ORDER BY sold_on, currency
        """,
        List.of(
            new SheetColumn("Day", "sold_on", DAY),
            new SheetColumn("Currency", "currency", TEXT),
            new SheetColumn("Receipts", "receipts", COUNT),
            new SheetColumn("Returns", "given_back", COUNT),
            new SheetColumn("Taken", "taken", MONEY)));
  }

  private static Sheet goods() {
    return new Sheet(
        "Goods",
        """
        SELECT name, currency, CAST(SUM(line_count) AS BIGINT) AS line_count,
          CAST(SUM(grams) AS BIGINT) AS grams, CAST(SUM(pieces) AS BIGINT) AS pieces,
          CAST(SUM(total) AS BIGINT) AS total
        FROM sales_by_day WHERE sold_on BETWEEN ? AND ?
        GROUP BY name, currency ORDER BY currency, total DESC, name
        """,
        List.of(
            new SheetColumn("Goods", "name", TEXT),
            new SheetColumn("Currency", "currency", TEXT),
            new SheetColumn("Lines", "line_count", COUNT),
            new SheetColumn("Kilograms", "grams", KILOGRAMS),
            new SheetColumn("Pieces", "pieces", COUNT),
            new SheetColumn("Sales", "total", MONEY)));
  }

  private static Sheet taxes() {
    return new Sheet(
        "Taxes",
        """
        SELECT s.currency, t.tax_rate, CAST(SUM(t.net) AS BIGINT) AS net, CAST(SUM(t.tax) AS BIGINT) AS tax
        FROM readable_sales s JOIN readable_sale_taxes t ON t.sale_id = s.id
        WHERE s.sold_on BETWEEN ? AND ? AND s.voided_at IS NULL
        GROUP BY s.currency, t.tax_rate ORDER BY s.currency, t.tax_rate
        """,
        List.of(
            new SheetColumn("Currency", "currency", TEXT),
            new SheetColumn("Rate", "tax_rate", RATE),
            new SheetColumn("Net", "net", MONEY),
            new SheetColumn("Tax", "tax", MONEY)));
  }

  private static Sheet answers() {
    return new Sheet(
        "Answers by day",
        """
        SELECT answered_on, CAST(SUM(answers) AS BIGINT) AS answers, CAST(SUM(accepted) AS BIGINT) AS accepted,
          CAST(SUM(shortlisted) AS BIGINT) AS shortlisted, CAST(SUM(rejected) AS BIGINT) AS rejected,
          CAST(SUM(checked) AS BIGINT) AS checked, CAST(SUM(checked_right) AS BIGINT) AS checked_right
        FROM model_health_by_day WHERE answered_on BETWEEN ? AND ?
        GROUP BY answered_on ORDER BY answered_on
        """,
        List.of(
            new SheetColumn("Day", "answered_on", DAY),
            new SheetColumn("Answers", "answers", COUNT),
            new SheetColumn("Accepted", "accepted", COUNT),
            new SheetColumn("Shortlists", "shortlisted", COUNT),
            new SheetColumn("Rejected", "rejected", COUNT),
            new SheetColumn("Checked", "checked", COUNT),
            new SheetColumn("Right", "checked_right", COUNT)));
  }

  private static Sheet kinds() {
    return new Sheet(
        "Kinds",
        """
        SELECT kind, CAST(SUM(answers) AS BIGINT) AS answers, CAST(SUM(accepted) AS BIGINT) AS accepted,
          CAST(SUM(shortlisted) AS BIGINT) AS shortlisted, CAST(SUM(rejected) AS BIGINT) AS rejected,
          CAST(SUM(checked) AS BIGINT) AS checked, CAST(SUM(checked_right) AS BIGINT) AS checked_right,
          CAST(SUM(checked_right) AS DOUBLE PRECISION) / NULLIF(SUM(checked), 0) AS accuracy
        FROM kinds_by_day WHERE answered_on BETWEEN ? AND ?
        GROUP BY kind ORDER BY answers DESC, kind
        """,
        List.of(
            new SheetColumn("Kind", "kind", TEXT),
            new SheetColumn("Answers", "answers", COUNT),
            new SheetColumn("Accepted", "accepted", COUNT),
            new SheetColumn("Shortlists", "shortlisted", COUNT),
            new SheetColumn("Rejected", "rejected", COUNT),
            new SheetColumn("Checked", "checked", COUNT),
            new SheetColumn("Right", "checked_right", COUNT),
            new SheetColumn("Accuracy", "accuracy", SHARE)));
  }

  private static Sheet models() {
    return new Sheet(
        "Models",
        """
        SELECT model_sha256, CAST(SUM(answers) AS BIGINT) AS answers,
          CAST(SUM(accepted) AS BIGINT) AS accepted,
          CAST(SUM(accepted_checked) AS BIGINT) AS accepted_checked,
          CAST(SUM(accepted_right) AS DOUBLE PRECISION) / NULLIF(SUM(accepted_checked), 0) AS accuracy,
          MAX(p95_milliseconds) AS slowest
        FROM model_health_by_day WHERE answered_on BETWEEN ? AND ?
        GROUP BY model_sha256 ORDER BY answers DESC, model_sha256
        """,
        List.of(
            new SheetColumn("Model (SHA-256)", "model_sha256", TEXT),
            new SheetColumn("Answers", "answers", COUNT),
            new SheetColumn("Accepted", "accepted", COUNT),
            new SheetColumn("Accepted, checked", "accepted_checked", COUNT),
            new SheetColumn("Accuracy of accepted", "accuracy", SHARE),
            new SheetColumn("Slowest day, p95 (ms)", "slowest", NUMBER)));
  }
}
