-- A kind's first booking that keeps it in stock is an opening balance when it is a count: nothing was there to compare with,
-- so what it found is neither more nor less than it should have been.
-- In words that PostgreSQL gives back as they are, so that a moved database has the same index.
CREATE INDEX stock_movements_keeping ON stock_movements (name, unit, at, id)
  WHERE kind = 'delivery' OR kind = 'waste' OR kind = 'count';

CREATE VIEW stock_openings AS
SELECT f.id
FROM (
  SELECT m.id, m.kind,
         ROW_NUMBER() OVER (PARTITION BY COALESCE(n.name, m.name), m.unit ORDER BY m.at, m.id) AS place
  FROM stock_movements m LEFT JOIN sale_names n ON n.written = m.name
  WHERE m.kind IN ('delivery', 'waste', 'count')
) f
WHERE f.place = 1 AND f.kind = 'count';

CREATE OR REPLACE VIEW stock_by_day AS
SELECT m.moved_on, COALESCE(n.name, m.name) AS name, m.unit,
       SUM(CASE WHEN m.kind = 'delivery' OR (m.kind = 'void' AND m.amount < 0) THEN m.amount ELSE 0 END) AS delivered,
       SUM(CASE WHEN m.kind IN ('sale', 'return') OR (m.kind = 'void' AND m.amount > 0) THEN -m.amount ELSE 0 END) AS sold,
       SUM(CASE WHEN m.kind = 'waste' THEN -m.amount ELSE 0 END) AS wasted,
       SUM(CASE WHEN m.kind = 'count' AND o.id IS NULL THEN m.amount ELSE 0 END) AS count_difference,
       SUM(CASE WHEN m.kind = 'count' AND o.id IS NOT NULL THEN m.amount ELSE 0 END) AS opened
FROM readable_stock_movements m
LEFT JOIN sale_names n ON n.written = m.name
LEFT JOIN stock_openings o ON o.id = m.id
GROUP BY m.moved_on, COALESCE(n.name, m.name), m.unit;
