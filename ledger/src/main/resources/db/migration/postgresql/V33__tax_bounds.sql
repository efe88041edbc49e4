-- A total holds the tax that was added to it; rates are 0 to 100 percent.
DROP TRIGGER sales_total_insert ON sales;
DROP TRIGGER sales_total_update ON sales;
CREATE TRIGGER sales_total_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.total = NEW.goods_total + NEW.tax_added + NEW.cash_rounding)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_total_update BEFORE UPDATE OF total ON sales
  FOR EACH ROW WHEN (NOT (NEW.total = NEW.goods_total + NEW.tax_added + NEW.cash_rounding)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_tax_added_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.tax_added >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_tax_added_update BEFORE UPDATE OF tax_added ON sales
  FOR EACH ROW WHEN (NOT (NEW.tax_added >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_tax_rate_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (NEW.tax_rate IS NULL OR (NEW.tax_rate BETWEEN 0 AND 10000))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_tax_rate_update BEFORE UPDATE OF tax_rate ON prices
  FOR EACH ROW WHEN (NOT (NEW.tax_rate IS NULL OR (NEW.tax_rate BETWEEN 0 AND 10000))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_tax_rate_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.tax_rate IS NULL OR (NEW.tax_rate BETWEEN 0 AND 10000))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_tax_rate_update BEFORE UPDATE OF tax_rate ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.tax_rate IS NULL OR (NEW.tax_rate BETWEEN 0 AND 10000))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_taxes_tax_rate_insert BEFORE INSERT ON sale_taxes
  FOR EACH ROW WHEN (NOT (NEW.tax_rate BETWEEN 0 AND 10000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_taxes_tax_rate_update BEFORE UPDATE OF tax_rate ON sale_taxes
  FOR EACH ROW WHEN (NOT (NEW.tax_rate BETWEEN 0 AND 10000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_taxes_net_insert BEFORE INSERT ON sale_taxes
  FOR EACH ROW WHEN (NOT (NEW.net >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_taxes_net_update BEFORE UPDATE OF net ON sale_taxes
  FOR EACH ROW WHEN (NOT (NEW.net >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_taxes_tax_insert BEFORE INSERT ON sale_taxes
  FOR EACH ROW WHEN (NOT (NEW.tax >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_taxes_tax_update BEFORE UPDATE OF tax ON sale_taxes
  FOR EACH ROW WHEN (NOT (NEW.tax >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
