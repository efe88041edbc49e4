-- The number of the last receipt, in one row: whoever sells takes the next one and holds it until the sale is in the
-- books, so that numbers have no gaps and nobody gets another's.
CREATE TABLE receipt_numbers (
  last_number BIGINT NOT NULL
);

INSERT INTO receipt_numbers (last_number) SELECT COALESCE(MAX(number), 0) FROM sales;
