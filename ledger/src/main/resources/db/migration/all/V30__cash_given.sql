-- What a customer handed over in cash; null when nobody said, and for sales of earlier versions. The change is this less
-- the total.
ALTER TABLE sales ADD COLUMN cash_given BIGINT;
