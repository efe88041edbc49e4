-- Totals that no receipt can have, as a damaged disk leaves them, make every sum that they are part of overflow. The most lines of
-- the dearest goods with the highest tax come to 400 million million; the bound fits nine thousand times into 64 bits.
DROP VIEW readable_sales;
CREATE VIEW readable_sales AS
SELECT s.id, s.number, s.sold_on, s.currency, s.voided_at, s.tax_included,
       s.payment, s.goods_total, s.cash_rounding, s.total, s.return_of
FROM sales s
WHERE (typeof(s.number) = 'integer' AND s.number >= 1)
  AND (typeof(s.at) = 'integer' AND s.at BETWEEN 0 AND 253402300799999)
  AND date(s.sold_on) IS s.sold_on
  AND s.currency GLOB '[A-Z][A-Z][A-Z]'
  AND s.actor IS NOT NULL AND s.payment IN ('cash', 'card')
  AND (typeof(s.goods_total) = 'integer' AND s.goods_total BETWEEN -1000000000000000 AND 1000000000000000) AND (typeof(s.cash_rounding) = 'integer' AND s.cash_rounding BETWEEN -1000000000000000 AND 1000000000000000)
  AND (typeof(s.total) = 'integer' AND s.total BETWEEN -1000000000000000 AND 1000000000000000) AND s.tax_included IN (0, 1)
  AND (s.cash_given IS NULL OR (typeof(s.cash_given) = 'integer' AND s.cash_given BETWEEN 1 AND 100000000))
  AND (s.return_of IS NULL OR ((typeof(s.return_receipt) = 'integer' AND s.return_receipt >= 1) AND s.return_reason IS NOT NULL))
  AND (s.voided_at IS NULL
    OR ((typeof(s.voided_at) = 'integer' AND s.voided_at BETWEEN 0 AND 253402300799999) AND s.voided_by IS NOT NULL AND s.void_reason IS NOT NULL));

DROP VIEW readable_sale_lines;
CREATE VIEW readable_sale_lines AS
SELECT l.sale_id, l.position, l.name, l.grams, l.tare_grams, l.pieces, l.total, l.discount, l.discount_share,
       l.unit, l.tax_rate
FROM sale_lines l
WHERE l.name IS NOT NULL AND l.by_hand IN (0, 1)
  AND (typeof(l.amount) = 'integer' AND l.amount BETWEEN 1 AND 100000000)
  AND (l.tax_rate IS NULL OR (typeof(l.tax_rate) = 'integer' AND l.tax_rate BETWEEN 0 AND 10000))
  AND (typeof(l.discount_share) = 'integer' AND l.discount_share BETWEEN 0 AND 1000000000000000)
  AND ((l.returned_line IS NULL
      AND (typeof(l.total) = 'integer' AND l.total BETWEEN 0 AND 1000000000000000) AND (typeof(l.discount) = 'integer' AND l.discount BETWEEN 0 AND 1000000000000000)
      AND ((l.unit = 'kg' AND (typeof(l.grams) = 'integer' AND l.grams BETWEEN 1 AND 999999)
          AND (typeof(l.tare_grams) = 'integer' AND l.tare_grams >= 0 AND l.tare_grams < l.grams))
        OR (l.unit = 'piece' AND (typeof(l.pieces) = 'integer' AND l.pieces BETWEEN 1 AND 9999))))
    OR ((typeof(l.returned_line) = 'integer' AND l.returned_line BETWEEN 1 AND 200)
      AND (typeof(l.total) = 'integer' AND l.total BETWEEN -1000000000000000 AND 0) AND (typeof(l.discount) = 'integer' AND l.discount BETWEEN -1000000000000000 AND 1000000000000000)
      AND ((l.unit = 'kg' AND (typeof(l.grams) = 'integer' AND l.grams BETWEEN -999999 AND -1))
        OR (l.unit = 'piece' AND (typeof(l.pieces) = 'integer' AND l.pieces BETWEEN -9999 AND -1)))));

CREATE VIEW readable_sale_taxes AS
SELECT t.sale_id, t.tax_rate, t.net, t.tax
FROM sale_taxes t
WHERE typeof(t.tax_rate) = 'integer' AND t.tax_rate BETWEEN 0 AND 10000
  AND typeof(t.net) = 'integer' AND t.net BETWEEN -1000000000000000 AND 1000000000000000
  AND typeof(t.tax) = 'integer' AND t.tax BETWEEN -1000000000000000 AND 1000000000000000;

-- The same of the stock.
CREATE VIEW readable_stock_movements AS
SELECT m.id, m.booking_id, m.position, m.kind, m.moved_on, m.name, m.unit, m.amount, m.cost, m.currency
FROM stock_movements m
WHERE m.name IS NOT NULL AND m.unit IN ('kg', 'piece')
  AND m.kind IN ('delivery', 'sale', 'return', 'void', 'waste', 'count')
  AND (typeof(m.amount) = 'integer' AND m.amount BETWEEN -1000000000000 AND 1000000000000)
  AND (m.cost IS NULL OR (typeof(m.cost) = 'integer' AND m.cost BETWEEN -1000000000000 AND 1000000000000));

CREATE VIEW readable_stock_levels AS
SELECT l.name, l.unit, l.amount, l.kept
FROM stock_levels l
WHERE l.unit IN ('kg', 'piece') AND typeof(l.amount) = 'integer' AND l.amount BETWEEN -1000000000000000 AND 1000000000000000;

-- What is there of each kind that is kept in stock.
DROP VIEW stock_on_hand;
CREATE VIEW stock_on_hand AS
SELECT COALESCE(n.name, l.name) AS name, l.unit, SUM(l.amount) AS amount
FROM readable_stock_levels l LEFT JOIN sale_names n ON n.written = l.name
GROUP BY COALESCE(n.name, l.name), l.unit
HAVING MAX(l.kept) = 1;

-- What came in and went out of each kind on each day. A delivery that was voided counts as negative on the day on which it
-- was, and so does a sale.
DROP VIEW stock_by_day;
CREATE VIEW stock_by_day AS
SELECT m.moved_on, COALESCE(n.name, m.name) AS name, m.unit,
       SUM(CASE WHEN m.kind = 'delivery' OR (m.kind = 'void' AND m.amount < 0) THEN m.amount ELSE 0 END) AS delivered,
       SUM(CASE WHEN m.kind IN ('sale', 'return') OR (m.kind = 'void' AND m.amount > 0) THEN -m.amount ELSE 0 END) AS sold,
       SUM(CASE WHEN m.kind = 'waste' THEN -m.amount ELSE 0 END) AS wasted,
       SUM(CASE WHEN m.kind = 'count' THEN m.amount ELSE 0 END) AS count_difference
FROM readable_stock_movements m LEFT JOIN sale_names n ON n.written = m.name
GROUP BY m.moved_on, COALESCE(n.name, m.name), m.unit;
