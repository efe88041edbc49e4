-- What the program can read of sales, as it reads it: figures that leave out the rest begin here. Rows of earlier versions, of
-- other programs and of damaged disks may hold anything. A currency is told by its form alone; the sums of each stand by
-- themselves.
CREATE VIEW readable_sales AS
SELECT s.id, s.number, s.sold_on, s.currency, s.voided_at
FROM sales s
WHERE (typeof(s.number) = 'integer' AND s.number >= 1)
  AND (typeof(s.at) = 'integer' AND s.at BETWEEN 0 AND 253402300799999)
  AND date(s.sold_on) IS s.sold_on
  AND s.currency GLOB '[A-Z][A-Z][A-Z]'
  AND s.actor IS NOT NULL AND s.payment IN ('cash', 'card')
  AND (typeof(s.goods_total) = 'integer' AND s.goods_total IS NOT NULL) AND (typeof(s.cash_rounding) = 'integer' AND s.cash_rounding IS NOT NULL)
  AND (typeof(s.total) = 'integer' AND s.total IS NOT NULL) AND s.tax_included IN (0, 1)
  AND (s.cash_given IS NULL OR (typeof(s.cash_given) = 'integer' AND s.cash_given BETWEEN 1 AND 100000000))
  AND (s.return_of IS NULL OR ((typeof(s.return_receipt) = 'integer' AND s.return_receipt >= 1) AND s.return_reason IS NOT NULL))
  AND (s.voided_at IS NULL
    OR ((typeof(s.voided_at) = 'integer' AND s.voided_at BETWEEN 0 AND 253402300799999) AND s.voided_by IS NOT NULL AND s.void_reason IS NOT NULL));

CREATE VIEW readable_sale_lines AS
SELECT l.sale_id, l.position, l.name, l.grams, l.tare_grams, l.pieces, l.total, l.discount, l.discount_share
FROM sale_lines l
WHERE l.name IS NOT NULL AND l.by_hand IN (0, 1)
  AND (typeof(l.amount) = 'integer' AND l.amount BETWEEN 1 AND 100000000)
  AND (l.tax_rate IS NULL OR (typeof(l.tax_rate) = 'integer' AND l.tax_rate BETWEEN 0 AND 10000))
  AND (typeof(l.discount_share) = 'integer' AND l.discount_share >= 0)
  AND ((l.returned_line IS NULL
      AND (typeof(l.total) = 'integer' AND l.total >= 0) AND (typeof(l.discount) = 'integer' AND l.discount >= 0)
      AND ((l.unit = 'kg' AND (typeof(l.grams) = 'integer' AND l.grams BETWEEN 1 AND 999999)
          AND (typeof(l.tare_grams) = 'integer' AND l.tare_grams >= 0 AND l.tare_grams < l.grams))
        OR (l.unit = 'piece' AND (typeof(l.pieces) = 'integer' AND l.pieces BETWEEN 1 AND 9999))))
    OR ((typeof(l.returned_line) = 'integer' AND l.returned_line BETWEEN 1 AND 200)
      AND (typeof(l.total) = 'integer' AND l.total <= 0) AND (typeof(l.discount) = 'integer' AND l.discount IS NOT NULL)
      AND ((l.unit = 'kg' AND (typeof(l.grams) = 'integer' AND l.grams BETWEEN -999999 AND -1))
        OR (l.unit = 'piece' AND (typeof(l.pieces) = 'integer' AND l.pieces BETWEEN -9999 AND -1)))));

-- What of each kind was sold on each day, voided sales left out; grams are net. Each kind has one row, however its
-- name was written.
DROP VIEW sales_by_day;
CREATE VIEW sales_by_day AS
SELECT s.sold_on, COALESCE(n.name, l.name) AS name, s.currency,
       COUNT(*) AS line_count,
       COALESCE(SUM(l.grams - l.tare_grams), 0) AS grams,
       COALESCE(SUM(l.pieces), 0) AS pieces,
       SUM(l.total) AS total
FROM readable_sales s JOIN readable_sale_lines l ON l.sale_id = s.id LEFT JOIN sale_names n ON n.written = l.name
WHERE s.voided_at IS NULL
GROUP BY s.sold_on, COALESCE(n.name, l.name), s.currency;

-- What was taken off the goods of each kind on each day, voided sales left out.
DROP VIEW discounts_by_day;
CREATE VIEW discounts_by_day AS
SELECT s.sold_on, COALESCE(n.name, l.name) AS name, s.currency,
       COUNT(*) AS line_count,
       SUM(l.discount + l.discount_share) AS discount
FROM readable_sales s JOIN readable_sale_lines l ON l.sale_id = s.id LEFT JOIN sale_names n ON n.written = l.name
WHERE s.voided_at IS NULL AND l.discount + l.discount_share <> 0
GROUP BY s.sold_on, COALESCE(n.name, l.name), s.currency;
