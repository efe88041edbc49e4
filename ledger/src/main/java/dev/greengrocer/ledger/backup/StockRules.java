package dev.greengrocer.ledger.backup;

import java.util.List;

/** What must never be found in the stock. */
final class StockRules {

  static final List<LedgerCheck.Rule> ALL =
      List.of(
          new LedgerCheck.Rule(
              "receipt %s: what went out of stock is not what the line says",
              """
              SELECT s.number || ', line ' || l.position FROM sales s
              JOIN sale_lines l ON l.sale_id = s.id
              LEFT JOIN stock_movements m
                ON m.booking_id = s.id AND m.position = l.position AND m.kind IN ('sale', 'return')
              WHERE s.number > (SELECT last_receipt FROM stock_counter)
                AND (m.id IS NULL OR m.name <> l.name OR m.unit <> l.unit
                  OR m.amount <> -COALESCE(l.grams - l.tare_grams, l.pieces))
              ORDER BY s.number, l.position
              """),
          new LedgerCheck.Rule(
              "receipt %s: was voided and its goods are not back in stock, or the other way round",
              """
              SELECT s.number || ', line ' || m.position FROM sales s
              JOIN stock_movements m ON m.booking_id = s.id AND m.kind = 'sale'
              LEFT JOIN stock_movements v
                ON v.booking_id = s.id AND v.kind = 'void' AND v.position = m.position
              WHERE (s.voided_at IS NULL) <> (v.id IS NULL) OR v.amount <> -m.amount
              ORDER BY s.number, m.position
              """),
          new LedgerCheck.Rule(
              "stock movement %s: its sale or delivery is not in the books",
              """
              SELECT m.id FROM stock_movements m
              WHERE (m.kind IN ('sale', 'return') AND NOT EXISTS (
                  SELECT 1 FROM sale_lines l WHERE l.sale_id = m.booking_id AND l.position = m.position))
                OR (m.kind = 'delivery' AND NOT EXISTS (
                  SELECT 1 FROM deliveries d WHERE d.id = m.booking_id))
                OR (m.kind = 'void' AND NOT EXISTS (
                  SELECT 1 FROM stock_movements b WHERE b.booking_id = m.booking_id
                    AND b.position = m.position AND b.kind IN ('sale', 'delivery')
                    AND b.amount = -m.amount))
              ORDER BY m.id
              """),
          new LedgerCheck.Rule(
              "delivery %s: holds no crates",
              """
              SELECT CAST(d.number AS VARCHAR) FROM deliveries d
              WHERE NOT EXISTS (
                SELECT 1 FROM stock_movements m WHERE m.booking_id = d.id AND m.kind = 'delivery')
              ORDER BY d.number
              """),
          new LedgerCheck.Rule(
              "delivery %s: the next number is missing",
              """
              SELECT CAST(d.number AS VARCHAR) FROM deliveries d
              WHERE d.number < (SELECT last_delivery FROM stock_counter)
                AND NOT EXISTS (SELECT 1 FROM deliveries n WHERE n.number = d.number + 1)
              ORDER BY d.number
              """),
          new LedgerCheck.Rule(
              "deliveries: the counter is at %s, which is not the number of the last one",
              """
              SELECT CAST(last_delivery AS VARCHAR) FROM stock_counter
              WHERE last_delivery <> (SELECT COALESCE(MAX(number), 0) FROM deliveries)
              """),
          new LedgerCheck.Rule(
              "stock of %s: what is there is not the sum of its movements",
              """
              SELECT k.name || ' by the ' || k.unit FROM (
                SELECT name, unit, amount FROM stock_movements
                UNION ALL SELECT name, unit, -amount FROM stock_levels) k
              GROUP BY k.name, k.unit HAVING SUM(k.amount) <> 0 ORDER BY k.name, k.unit
              """));

  private StockRules() {}
}
