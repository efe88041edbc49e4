-- Prices that another one of the same day took the place of, or that were taken back before they counted.
CREATE TABLE replaced_prices (
  id          VARCHAR(36)  NOT NULL PRIMARY KEY,
  name        VARCHAR(100) NOT NULL,
  unit        VARCHAR(8)   NOT NULL,
  amount      BIGINT       NOT NULL,
  plu         VARCHAR(5),
  first_day   VARCHAR(10)  NOT NULL,
  last_day    VARCHAR(10),
  created_at  BIGINT       NOT NULL,
  created_by  VARCHAR(100) NOT NULL,
  replaced_at BIGINT       NOT NULL,
  replaced_by VARCHAR(100) NOT NULL
);

CREATE INDEX replaced_prices_name ON replaced_prices (name, replaced_at);

-- Names as older versions wrote them on receipts, with the name that figures count them under.
CREATE TABLE sale_names (
  written VARCHAR(100) NOT NULL PRIMARY KEY,
  name    VARCHAR(100) NOT NULL
);

CREATE INDEX sale_lines_name ON sale_lines (name);

-- What of each kind was sold on each day, voided sales left out; grams are net. Each kind has one row, however its
-- name was written.
DROP VIEW sales_by_day;
CREATE VIEW sales_by_day AS
SELECT s.sold_on, COALESCE(n.name, l.name) AS name, s.currency,
       COUNT(*) AS line_count,
       COALESCE(SUM(l.grams - l.tare_grams), 0) AS grams,
       COALESCE(SUM(l.pieces), 0) AS pieces,
       SUM(l.total) AS total
FROM sales s JOIN sale_lines l ON l.sale_id = s.id LEFT JOIN sale_names n ON n.written = l.name
WHERE s.voided_at IS NULL
GROUP BY s.sold_on, COALESCE(n.name, l.name), s.currency;

-- A last day after the end of the calendar made a price unreadable: it means "without an end in sight".
UPDATE prices SET last_day = '2199-12-31' WHERE last_day > '2199-12-31' AND first_day <= '2199-12-31';
-- A reference that was never an answer's id.
UPDATE sale_lines SET prediction_id = NULL WHERE LENGTH(prediction_id) <> 36;
