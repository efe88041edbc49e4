-- A total holds the tax that was added to it; rates are 0 to 100 percent.
DROP TRIGGER sales_total_insert;
DROP TRIGGER sales_total_update;
CREATE TRIGGER sales_total_insert BEFORE INSERT ON sales WHEN NOT (NEW.total = NEW.goods_total + NEW.tax_added + NEW.cash_rounding)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.total is out of bounds'); END;
CREATE TRIGGER sales_total_update BEFORE UPDATE OF total ON sales WHEN NOT (NEW.total = NEW.goods_total + NEW.tax_added + NEW.cash_rounding)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.total is out of bounds'); END;
CREATE TRIGGER sales_tax_added_insert BEFORE INSERT ON sales WHEN NOT (typeof(NEW.tax_added) = 'integer' AND NEW.tax_added >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.tax_added is out of bounds'); END;
CREATE TRIGGER sales_tax_added_update BEFORE UPDATE OF tax_added ON sales WHEN NOT (typeof(NEW.tax_added) = 'integer' AND NEW.tax_added >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.tax_added is out of bounds'); END;
CREATE TRIGGER prices_tax_rate_insert BEFORE INSERT ON prices WHEN NOT (NEW.tax_rate IS NULL OR (typeof(NEW.tax_rate) = 'integer' AND NEW.tax_rate BETWEEN 0 AND 10000))
BEGIN SELECT RAISE(ABORT, 'CHECK prices.tax_rate is out of bounds'); END;
CREATE TRIGGER prices_tax_rate_update BEFORE UPDATE OF tax_rate ON prices WHEN NOT (NEW.tax_rate IS NULL OR (typeof(NEW.tax_rate) = 'integer' AND NEW.tax_rate BETWEEN 0 AND 10000))
BEGIN SELECT RAISE(ABORT, 'CHECK prices.tax_rate is out of bounds'); END;
CREATE TRIGGER sale_lines_tax_rate_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.tax_rate IS NULL OR (typeof(NEW.tax_rate) = 'integer' AND NEW.tax_rate BETWEEN 0 AND 10000))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.tax_rate is out of bounds'); END;
CREATE TRIGGER sale_lines_tax_rate_update BEFORE UPDATE OF tax_rate ON sale_lines WHEN NOT (NEW.tax_rate IS NULL OR (typeof(NEW.tax_rate) = 'integer' AND NEW.tax_rate BETWEEN 0 AND 10000))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.tax_rate is out of bounds'); END;
CREATE TRIGGER sale_taxes_tax_rate_insert BEFORE INSERT ON sale_taxes WHEN NOT (typeof(NEW.tax_rate) = 'integer' AND NEW.tax_rate BETWEEN 0 AND 10000)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.tax_rate is out of bounds'); END;
CREATE TRIGGER sale_taxes_tax_rate_update BEFORE UPDATE OF tax_rate ON sale_taxes WHEN NOT (typeof(NEW.tax_rate) = 'integer' AND NEW.tax_rate BETWEEN 0 AND 10000)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.tax_rate is out of bounds'); END;
CREATE TRIGGER sale_taxes_net_insert BEFORE INSERT ON sale_taxes WHEN NOT (typeof(NEW.net) = 'integer' AND NEW.net >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.net is out of bounds'); END;
CREATE TRIGGER sale_taxes_net_update BEFORE UPDATE OF net ON sale_taxes WHEN NOT (typeof(NEW.net) = 'integer' AND NEW.net >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.net is out of bounds'); END;
CREATE TRIGGER sale_taxes_tax_insert BEFORE INSERT ON sale_taxes WHEN NOT (typeof(NEW.tax) = 'integer' AND NEW.tax >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.tax is out of bounds'); END;
CREATE TRIGGER sale_taxes_tax_update BEFORE UPDATE OF tax ON sale_taxes WHEN NOT (typeof(NEW.tax) = 'integer' AND NEW.tax >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_taxes.tax is out of bounds'); END;
