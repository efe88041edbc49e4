-- What a return holds is negative; everything else stays within its bounds.
DROP TRIGGER sale_lines_grams_insert ON sale_lines;
CREATE TRIGGER sale_lines_grams_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.grams IS NULL OR (NEW.grams BETWEEN 1 AND 999999 AND NEW.returned_line IS NULL) OR (NEW.grams BETWEEN -999999 AND -1 AND NEW.returned_line IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_grams_update ON sale_lines;
CREATE TRIGGER sale_lines_grams_update BEFORE UPDATE OF grams ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.grams IS NULL OR (NEW.grams BETWEEN 1 AND 999999 AND NEW.returned_line IS NULL) OR (NEW.grams BETWEEN -999999 AND -1 AND NEW.returned_line IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_tare_grams_insert ON sale_lines;
CREATE TRIGGER sale_lines_tare_grams_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams OR (NEW.returned_line IS NOT NULL AND NEW.tare_grams = 0)))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_tare_grams_update ON sale_lines;
CREATE TRIGGER sale_lines_tare_grams_update BEFORE UPDATE OF tare_grams ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams OR (NEW.returned_line IS NOT NULL AND NEW.tare_grams = 0)))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_pieces_insert ON sale_lines;
CREATE TRIGGER sale_lines_pieces_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.pieces IS NULL OR (NEW.pieces BETWEEN 1 AND 9999 AND NEW.returned_line IS NULL) OR (NEW.pieces BETWEEN -9999 AND -1 AND NEW.returned_line IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_pieces_update ON sale_lines;
CREATE TRIGGER sale_lines_pieces_update BEFORE UPDATE OF pieces ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.pieces IS NULL OR (NEW.pieces BETWEEN 1 AND 9999 AND NEW.returned_line IS NULL) OR (NEW.pieces BETWEEN -9999 AND -1 AND NEW.returned_line IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_total_insert ON sale_lines;
CREATE TRIGGER sale_lines_total_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT ((NEW.total >= 0 AND NEW.returned_line IS NULL OR NEW.total <= 0 AND NEW.returned_line IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_total_update ON sale_lines;
CREATE TRIGGER sale_lines_total_update BEFORE UPDATE OF total ON sale_lines
  FOR EACH ROW WHEN (NOT ((NEW.total >= 0 AND NEW.returned_line IS NULL OR NEW.total <= 0 AND NEW.returned_line IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_discount_insert ON sale_lines;
CREATE TRIGGER sale_lines_discount_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.returned_line IS NOT NULL OR NEW.discount >= 0 AND NEW.discount_share >= 0 AND (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_lines_discount_update ON sale_lines;
CREATE TRIGGER sale_lines_discount_update BEFORE UPDATE OF discount ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.returned_line IS NOT NULL OR NEW.discount >= 0 AND NEW.discount_share >= 0 AND (NEW.discount_reason IS NULL OR length(NEW.discount_reason) BETWEEN 1 AND 100))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sales_tax_added_insert ON sales;
CREATE TRIGGER sales_tax_added_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT ((NEW.tax_added >= 0 OR NEW.return_of IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sales_tax_added_update ON sales;
CREATE TRIGGER sales_tax_added_update BEFORE UPDATE OF tax_added ON sales
  FOR EACH ROW WHEN (NOT ((NEW.tax_added >= 0 OR NEW.return_of IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_return_of_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT ((NEW.return_of IS NULL AND NEW.return_receipt IS NULL AND NEW.return_reason IS NULL) OR (NEW.return_receipt >= 1 AND NEW.return_receipt < NEW.number AND length(NEW.return_reason) BETWEEN 1 AND 200 AND NEW.total <= 0 AND NEW.voided_at IS NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_return_of_update BEFORE UPDATE OF return_of ON sales
  FOR EACH ROW WHEN (NOT ((NEW.return_of IS NULL AND NEW.return_receipt IS NULL AND NEW.return_reason IS NULL) OR (NEW.return_receipt >= 1 AND NEW.return_receipt < NEW.number AND length(NEW.return_reason) BETWEEN 1 AND 200 AND NEW.total <= 0 AND NEW.voided_at IS NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
DROP TRIGGER sale_taxes_net_insert ON sale_taxes;
DROP TRIGGER sale_taxes_net_update ON sale_taxes;
DROP TRIGGER sale_taxes_tax_insert ON sale_taxes;
DROP TRIGGER sale_taxes_tax_update ON sale_taxes;
