-- What a return holds is negative; everything else stays within its bounds.
DROP TRIGGER sale_lines_grams_insert;
CREATE TRIGGER sale_lines_grams_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.grams IS NULL OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN 1 AND 999999 AND NEW.returned_line IS NULL) OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN -999999 AND -1 AND NEW.returned_line IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.grams is out of bounds'); END;
DROP TRIGGER sale_lines_grams_update;
CREATE TRIGGER sale_lines_grams_update BEFORE UPDATE OF grams ON sale_lines WHEN NOT (NEW.grams IS NULL OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN 1 AND 999999 AND NEW.returned_line IS NULL) OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN -999999 AND -1 AND NEW.returned_line IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.grams is out of bounds'); END;
DROP TRIGGER sale_lines_tare_grams_insert;
CREATE TRIGGER sale_lines_tare_grams_insert BEFORE INSERT ON sale_lines WHEN NOT (typeof(NEW.tare_grams) = 'integer' AND NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams OR (NEW.returned_line IS NOT NULL AND NEW.tare_grams = 0)))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.tare_grams is out of bounds'); END;
DROP TRIGGER sale_lines_tare_grams_update;
CREATE TRIGGER sale_lines_tare_grams_update BEFORE UPDATE OF tare_grams ON sale_lines WHEN NOT (typeof(NEW.tare_grams) = 'integer' AND NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams OR (NEW.returned_line IS NOT NULL AND NEW.tare_grams = 0)))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.tare_grams is out of bounds'); END;
DROP TRIGGER sale_lines_pieces_insert;
CREATE TRIGGER sale_lines_pieces_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.pieces IS NULL OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN 1 AND 9999 AND NEW.returned_line IS NULL) OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN -9999 AND -1 AND NEW.returned_line IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.pieces is out of bounds'); END;
DROP TRIGGER sale_lines_pieces_update;
CREATE TRIGGER sale_lines_pieces_update BEFORE UPDATE OF pieces ON sale_lines WHEN NOT (NEW.pieces IS NULL OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN 1 AND 9999 AND NEW.returned_line IS NULL) OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN -9999 AND -1 AND NEW.returned_line IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.pieces is out of bounds'); END;
DROP TRIGGER sale_lines_total_insert;
CREATE TRIGGER sale_lines_total_insert BEFORE INSERT ON sale_lines WHEN NOT (typeof(NEW.total) = 'integer' AND (NEW.total >= 0 AND NEW.returned_line IS NULL OR NEW.total <= 0 AND NEW.returned_line IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.total is out of bounds'); END;
DROP TRIGGER sale_lines_total_update;
CREATE TRIGGER sale_lines_total_update BEFORE UPDATE OF total ON sale_lines WHEN NOT (typeof(NEW.total) = 'integer' AND (NEW.total >= 0 AND NEW.returned_line IS NULL OR NEW.total <= 0 AND NEW.returned_line IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.total is out of bounds'); END;
DROP TRIGGER sale_lines_discount_insert;
CREATE TRIGGER sale_lines_discount_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.returned_line IS NOT NULL OR NEW.discount >= 0 AND NEW.discount_share >= 0 AND (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.discount is out of bounds'); END;
DROP TRIGGER sale_lines_discount_update;
CREATE TRIGGER sale_lines_discount_update BEFORE UPDATE OF discount ON sale_lines WHEN NOT (NEW.returned_line IS NOT NULL OR NEW.discount >= 0 AND NEW.discount_share >= 0 AND (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.discount is out of bounds'); END;
DROP TRIGGER sales_tax_added_insert;
CREATE TRIGGER sales_tax_added_insert BEFORE INSERT ON sales WHEN NOT (typeof(NEW.tax_added) = 'integer' AND (NEW.tax_added >= 0 OR NEW.return_of IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.tax_added is out of bounds'); END;
DROP TRIGGER sales_tax_added_update;
CREATE TRIGGER sales_tax_added_update BEFORE UPDATE OF tax_added ON sales WHEN NOT (typeof(NEW.tax_added) = 'integer' AND (NEW.tax_added >= 0 OR NEW.return_of IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.tax_added is out of bounds'); END;
CREATE TRIGGER sales_return_of_insert BEFORE INSERT ON sales WHEN NOT ((NEW.return_of IS NULL AND NEW.return_receipt IS NULL AND NEW.return_reason IS NULL) OR (NEW.return_receipt >= 1 AND NEW.return_receipt < NEW.number AND length(NEW.return_reason) BETWEEN 1 AND 200 AND NEW.total <= 0 AND NEW.voided_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.return_of is out of bounds'); END;
CREATE TRIGGER sales_return_of_update BEFORE UPDATE OF return_of ON sales WHEN NOT ((NEW.return_of IS NULL AND NEW.return_receipt IS NULL AND NEW.return_reason IS NULL) OR (NEW.return_receipt >= 1 AND NEW.return_receipt < NEW.number AND length(NEW.return_reason) BETWEEN 1 AND 200 AND NEW.total <= 0 AND NEW.voided_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.return_of is out of bounds'); END;
DROP TRIGGER sale_taxes_net_insert;
CREATE TRIGGER sale_taxes_net_insert BEFORE INSERT ON sale_taxes WHEN NOT (typeof(NEW.net) = 'integer' AND (NEW.net >= 0 OR (SELECT return_of FROM sales WHERE id = NEW.sale_id) IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.net is out of bounds'); END;
DROP TRIGGER sale_taxes_net_update;
CREATE TRIGGER sale_taxes_net_update BEFORE UPDATE OF net ON sale_taxes WHEN NOT (typeof(NEW.net) = 'integer' AND (NEW.net >= 0 OR (SELECT return_of FROM sales WHERE id = NEW.sale_id) IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.net is out of bounds'); END;
DROP TRIGGER sale_taxes_tax_insert;
CREATE TRIGGER sale_taxes_tax_insert BEFORE INSERT ON sale_taxes WHEN NOT (typeof(NEW.tax) = 'integer' AND (NEW.tax >= 0 OR (SELECT return_of FROM sales WHERE id = NEW.sale_id) IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.tax is out of bounds'); END;
DROP TRIGGER sale_taxes_tax_update;
CREATE TRIGGER sale_taxes_tax_update BEFORE UPDATE OF tax ON sale_taxes WHEN NOT (typeof(NEW.tax) = 'integer' AND (NEW.tax >= 0 OR (SELECT return_of FROM sales WHERE id = NEW.sale_id) IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.tax is out of bounds'); END;
