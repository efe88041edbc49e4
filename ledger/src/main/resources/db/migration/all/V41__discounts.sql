-- What is taken off a line or a whole basket, in hundredths of a percent or in minor units, and why.
ALTER TABLE basket_lines ADD COLUMN discount_percent INTEGER;
ALTER TABLE basket_lines ADD COLUMN discount_amount BIGINT;
ALTER TABLE basket_lines ADD COLUMN discount_reason VARCHAR(100);
ALTER TABLE baskets ADD COLUMN discount_percent INTEGER;
ALTER TABLE baskets ADD COLUMN discount_amount BIGINT;
ALTER TABLE baskets ADD COLUMN discount_reason VARCHAR(100);

-- What was taken off a line that was sold: its own discount, and its share of the discount of the sale. The total of a line
-- is price times quantity less both.
ALTER TABLE sale_lines ADD COLUMN discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sale_lines ADD COLUMN discount_reason VARCHAR(100);
ALTER TABLE sale_lines ADD COLUMN discount_share BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sales ADD COLUMN discount_reason VARCHAR(100);

-- Of a period: lines that were sold for less, and what was taken off them.
ALTER TABLE closing_sums ADD COLUMN discounts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE closing_sums ADD COLUMN discounted BIGINT NOT NULL DEFAULT 0;

-- What was taken off the goods of each kind on each day, voided sales left out.
CREATE VIEW discounts_by_day AS
SELECT s.sold_on, COALESCE(n.name, l.name) AS name, s.currency,
       COUNT(*) AS line_count,
       SUM(l.discount + l.discount_share) AS discount
FROM sales s JOIN sale_lines l ON l.sale_id = s.id LEFT JOIN sale_names n ON n.written = l.name
WHERE s.voided_at IS NULL AND l.discount + l.discount_share <> 0
GROUP BY s.sold_on, COALESCE(n.name, l.name), s.currency;
