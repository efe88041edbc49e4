-- A return is a sale of its own with a number of its own, whose quantities and totals are negative; it refers to the sale and
-- the lines that it gives back.
ALTER TABLE sales ADD COLUMN return_of VARCHAR(36);
ALTER TABLE sales ADD COLUMN return_receipt BIGINT;
ALTER TABLE sales ADD COLUMN return_reason VARCHAR(200);
ALTER TABLE sale_lines ADD COLUMN returned_line INTEGER; -- the position in the first sale

CREATE INDEX sales_return_of ON sales (return_of);

-- Of a period: returns among its receipts, and what was given back for them; the totals hold it.
ALTER TABLE closing_sums ADD COLUMN returns BIGINT NOT NULL DEFAULT 0;
ALTER TABLE closing_sums ADD COLUMN returned BIGINT NOT NULL DEFAULT 0;
