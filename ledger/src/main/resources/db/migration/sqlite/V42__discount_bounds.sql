-- The bounds of discounts, so that they can be read again.
CREATE TRIGGER basket_lines_discount_insert BEFORE INSERT ON basket_lines WHEN NOT (NEW.discount_reason IS NULL AND NEW.discount_percent IS NULL AND NEW.discount_amount IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100 AND ((NEW.discount_percent BETWEEN 1 AND 10000 AND NEW.discount_amount IS NULL) OR (NEW.discount_amount BETWEEN 1 AND 100000000 AND NEW.discount_percent IS NULL)))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.discount is out of bounds'); END;
CREATE TRIGGER basket_lines_discount_update BEFORE UPDATE ON basket_lines WHEN NOT (NEW.discount_reason IS NULL AND NEW.discount_percent IS NULL AND NEW.discount_amount IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100 AND ((NEW.discount_percent BETWEEN 1 AND 10000 AND NEW.discount_amount IS NULL) OR (NEW.discount_amount BETWEEN 1 AND 100000000 AND NEW.discount_percent IS NULL)))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.discount is out of bounds'); END;
CREATE TRIGGER baskets_discount_insert BEFORE INSERT ON baskets WHEN NOT (NEW.discount_reason IS NULL AND NEW.discount_percent IS NULL AND NEW.discount_amount IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100 AND ((NEW.discount_percent BETWEEN 1 AND 10000 AND NEW.discount_amount IS NULL) OR (NEW.discount_amount BETWEEN 1 AND 100000000 AND NEW.discount_percent IS NULL)))
BEGIN SELECT RAISE(ABORT, 'CHECK baskets.discount is out of bounds'); END;
CREATE TRIGGER baskets_discount_update BEFORE UPDATE ON baskets WHEN NOT (NEW.discount_reason IS NULL AND NEW.discount_percent IS NULL AND NEW.discount_amount IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100 AND ((NEW.discount_percent BETWEEN 1 AND 10000 AND NEW.discount_amount IS NULL) OR (NEW.discount_amount BETWEEN 1 AND 100000000 AND NEW.discount_percent IS NULL)))
BEGIN SELECT RAISE(ABORT, 'CHECK baskets.discount is out of bounds'); END;
CREATE TRIGGER sale_lines_discount_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.discount >= 0 AND NEW.discount_share >= 0 AND (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.discount is out of bounds'); END;
CREATE TRIGGER sale_lines_discount_update BEFORE UPDATE OF discount ON sale_lines WHEN NOT (NEW.discount >= 0 AND NEW.discount_share >= 0 AND (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.discount is out of bounds'); END;
CREATE TRIGGER sales_discount_reason_insert BEFORE INSERT ON sales WHEN NOT (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.discount_reason is out of bounds'); END;
CREATE TRIGGER sales_discount_reason_update BEFORE UPDATE OF discount_reason ON sales WHEN NOT (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.discount_reason is out of bounds'); END;
