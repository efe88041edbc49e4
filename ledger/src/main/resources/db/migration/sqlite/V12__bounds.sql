-- The bounds of what is written, so that it can be read again. Triggers and not CHECK: rows of older versions that
-- are out of bounds stay as they are, are listed as unreadable, and can be replaced.
CREATE TRIGGER prices_name_insert BEFORE INSERT ON prices WHEN NOT (length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK prices.name is out of bounds'); END;
CREATE TRIGGER prices_unit_insert BEFORE INSERT ON prices WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK prices.unit is out of bounds'); END;
CREATE TRIGGER prices_amount_insert BEFORE INSERT ON prices WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 100000000)
BEGIN SELECT RAISE(ABORT, 'CHECK prices.amount is out of bounds'); END;
CREATE TRIGGER prices_plu_insert BEFORE INSERT ON prices WHEN NOT (NEW.plu IS NULL OR NEW.plu GLOB '[0-9][0-9][0-9][0-9]' OR NEW.plu GLOB '[0-9][0-9][0-9][0-9][0-9]')
BEGIN SELECT RAISE(ABORT, 'CHECK prices.plu is out of bounds'); END;
CREATE TRIGGER prices_first_day_insert BEFORE INSERT ON prices WHEN NOT (date(NEW.first_day) IS NEW.first_day AND NEW.first_day BETWEEN '2000-01-01' AND '2199-12-31')
BEGIN SELECT RAISE(ABORT, 'CHECK prices.first_day is out of bounds'); END;
CREATE TRIGGER prices_last_day_insert BEFORE INSERT ON prices WHEN NOT (NEW.last_day IS NULL OR (date(NEW.last_day) IS NEW.last_day AND NEW.last_day BETWEEN NEW.first_day AND '2199-12-31'))
BEGIN SELECT RAISE(ABORT, 'CHECK prices.last_day is out of bounds'); END;
CREATE TRIGGER prices_name_update BEFORE UPDATE OF name ON prices WHEN NOT (length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK prices.name is out of bounds'); END;
CREATE TRIGGER prices_unit_update BEFORE UPDATE OF unit ON prices WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK prices.unit is out of bounds'); END;
CREATE TRIGGER prices_amount_update BEFORE UPDATE OF amount ON prices WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 100000000)
BEGIN SELECT RAISE(ABORT, 'CHECK prices.amount is out of bounds'); END;
CREATE TRIGGER prices_plu_update BEFORE UPDATE OF plu ON prices WHEN NOT (NEW.plu IS NULL OR NEW.plu GLOB '[0-9][0-9][0-9][0-9]' OR NEW.plu GLOB '[0-9][0-9][0-9][0-9][0-9]')
BEGIN SELECT RAISE(ABORT, 'CHECK prices.plu is out of bounds'); END;
CREATE TRIGGER prices_first_day_update BEFORE UPDATE OF first_day ON prices WHEN NOT (date(NEW.first_day) IS NEW.first_day AND NEW.first_day BETWEEN '2000-01-01' AND '2199-12-31')
BEGIN SELECT RAISE(ABORT, 'CHECK prices.first_day is out of bounds'); END;
CREATE TRIGGER prices_last_day_update BEFORE UPDATE OF last_day ON prices WHEN NOT (NEW.last_day IS NULL OR (date(NEW.last_day) IS NEW.last_day AND NEW.last_day BETWEEN NEW.first_day AND '2199-12-31'))
BEGIN SELECT RAISE(ABORT, 'CHECK prices.last_day is out of bounds'); END;

CREATE TRIGGER sale_lines_prediction_id_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.prediction_id IS NULL OR length(NEW.prediction_id) = 36)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.prediction_id is out of bounds'); END;
CREATE TRIGGER sale_lines_name_insert BEFORE INSERT ON sale_lines WHEN NOT (length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.name is out of bounds'); END;
CREATE TRIGGER sale_lines_unit_insert BEFORE INSERT ON sale_lines WHEN NOT ((NEW.unit = 'kg' AND NEW.grams IS NOT NULL) OR (NEW.unit = 'piece' AND NEW.pieces IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.unit is out of bounds'); END;
CREATE TRIGGER sale_lines_amount_insert BEFORE INSERT ON sale_lines WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 100000000)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.amount is out of bounds'); END;
CREATE TRIGGER sale_lines_grams_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.grams IS NULL OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN 1 AND 999999))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.grams is out of bounds'); END;
CREATE TRIGGER sale_lines_tare_grams_insert BEFORE INSERT ON sale_lines WHEN NOT (typeof(NEW.tare_grams) = 'integer' AND NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.tare_grams is out of bounds'); END;
CREATE TRIGGER sale_lines_pieces_insert BEFORE INSERT ON sale_lines WHEN NOT (NEW.pieces IS NULL OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN 1 AND 9999))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.pieces is out of bounds'); END;
CREATE TRIGGER sale_lines_total_insert BEFORE INSERT ON sale_lines WHEN NOT (typeof(NEW.total) = 'integer' AND NEW.total >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.total is out of bounds'); END;
CREATE TRIGGER sale_lines_prediction_id_update BEFORE UPDATE OF prediction_id ON sale_lines WHEN NOT (NEW.prediction_id IS NULL OR length(NEW.prediction_id) = 36)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.prediction_id is out of bounds'); END;
CREATE TRIGGER sale_lines_name_update BEFORE UPDATE OF name ON sale_lines WHEN NOT (length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.name is out of bounds'); END;
CREATE TRIGGER sale_lines_unit_update BEFORE UPDATE OF unit ON sale_lines WHEN NOT ((NEW.unit = 'kg' AND NEW.grams IS NOT NULL) OR (NEW.unit = 'piece' AND NEW.pieces IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.unit is out of bounds'); END;
CREATE TRIGGER sale_lines_amount_update BEFORE UPDATE OF amount ON sale_lines WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 100000000)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.amount is out of bounds'); END;
CREATE TRIGGER sale_lines_grams_update BEFORE UPDATE OF grams ON sale_lines WHEN NOT (NEW.grams IS NULL OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN 1 AND 999999))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.grams is out of bounds'); END;
CREATE TRIGGER sale_lines_tare_grams_update BEFORE UPDATE OF tare_grams ON sale_lines WHEN NOT (typeof(NEW.tare_grams) = 'integer' AND NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.tare_grams is out of bounds'); END;
CREATE TRIGGER sale_lines_pieces_update BEFORE UPDATE OF pieces ON sale_lines WHEN NOT (NEW.pieces IS NULL OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN 1 AND 9999))
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.pieces is out of bounds'); END;
CREATE TRIGGER sale_lines_total_update BEFORE UPDATE OF total ON sale_lines WHEN NOT (typeof(NEW.total) = 'integer' AND NEW.total >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK sale_lines.total is out of bounds'); END;

CREATE TRIGGER sales_number_insert BEFORE INSERT ON sales WHEN NOT (typeof(NEW.number) = 'integer' AND NEW.number >= 1)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.number is out of bounds'); END;
CREATE TRIGGER sales_sold_on_insert BEFORE INSERT ON sales WHEN NOT (date(NEW.sold_on) IS NEW.sold_on)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.sold_on is out of bounds'); END;
CREATE TRIGGER sales_customer_name_insert BEFORE INSERT ON sales WHEN NOT (NEW.customer_name IS NULL OR length(NEW.customer_name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.customer_name is out of bounds'); END;
CREATE TRIGGER sales_customer_mobile_insert BEFORE INSERT ON sales WHEN NOT (NEW.customer_mobile IS NULL OR length(NEW.customer_mobile) BETWEEN 1 AND 16)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.customer_mobile is out of bounds'); END;
CREATE TRIGGER sales_currency_insert BEFORE INSERT ON sales WHEN NOT (length(NEW.currency) = 3)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.currency is out of bounds'); END;
CREATE TRIGGER sales_payment_insert BEFORE INSERT ON sales WHEN NOT (NEW.payment IN ('cash', 'card'))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.payment is out of bounds'); END;
CREATE TRIGGER sales_total_insert BEFORE INSERT ON sales WHEN NOT (NEW.total = NEW.goods_total + NEW.cash_rounding)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.total is out of bounds'); END;
CREATE TRIGGER sales_void_reason_insert BEFORE INSERT ON sales WHEN NOT ((NEW.voided_at IS NULL AND NEW.void_reason IS NULL) OR length(NEW.void_reason) BETWEEN 1 AND 200)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.void_reason is out of bounds'); END;
CREATE TRIGGER sales_number_update BEFORE UPDATE OF number ON sales WHEN NOT (typeof(NEW.number) = 'integer' AND NEW.number >= 1)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.number is out of bounds'); END;
CREATE TRIGGER sales_sold_on_update BEFORE UPDATE OF sold_on ON sales WHEN NOT (date(NEW.sold_on) IS NEW.sold_on)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.sold_on is out of bounds'); END;
CREATE TRIGGER sales_customer_name_update BEFORE UPDATE OF customer_name ON sales WHEN NOT (NEW.customer_name IS NULL OR length(NEW.customer_name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.customer_name is out of bounds'); END;
CREATE TRIGGER sales_customer_mobile_update BEFORE UPDATE OF customer_mobile ON sales WHEN NOT (NEW.customer_mobile IS NULL OR length(NEW.customer_mobile) BETWEEN 1 AND 16)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.customer_mobile is out of bounds'); END;
CREATE TRIGGER sales_currency_update BEFORE UPDATE OF currency ON sales WHEN NOT (length(NEW.currency) = 3)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.currency is out of bounds'); END;
CREATE TRIGGER sales_payment_update BEFORE UPDATE OF payment ON sales WHEN NOT (NEW.payment IN ('cash', 'card'))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.payment is out of bounds'); END;
CREATE TRIGGER sales_total_update BEFORE UPDATE OF total ON sales WHEN NOT (NEW.total = NEW.goods_total + NEW.cash_rounding)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.total is out of bounds'); END;
CREATE TRIGGER sales_void_reason_update BEFORE UPDATE OF void_reason ON sales WHEN NOT ((NEW.voided_at IS NULL AND NEW.void_reason IS NULL) OR length(NEW.void_reason) BETWEEN 1 AND 200)
BEGIN SELECT RAISE(ABORT, 'CHECK sales.void_reason is out of bounds'); END;

CREATE TRIGGER basket_lines_name_insert BEFORE INSERT ON basket_lines WHEN NOT (NEW.name IS NULL OR length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.name is out of bounds'); END;
CREATE TRIGGER basket_lines_unit_insert BEFORE INSERT ON basket_lines WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.unit is out of bounds'); END;
CREATE TRIGGER basket_lines_amount_insert BEFORE INSERT ON basket_lines WHEN NOT (NEW.amount IS NULL OR (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 100000000))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.amount is out of bounds'); END;
CREATE TRIGGER basket_lines_grams_insert BEFORE INSERT ON basket_lines WHEN NOT (NEW.grams IS NULL OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN 1 AND 999999))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.grams is out of bounds'); END;
CREATE TRIGGER basket_lines_tare_grams_insert BEFORE INSERT ON basket_lines WHEN NOT (typeof(NEW.tare_grams) = 'integer' AND NEW.tare_grams BETWEEN 0 AND 999999)
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.tare_grams is out of bounds'); END;
CREATE TRIGGER basket_lines_pieces_insert BEFORE INSERT ON basket_lines WHEN NOT (NEW.pieces IS NULL OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN 1 AND 9999))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.pieces is out of bounds'); END;
CREATE TRIGGER basket_lines_name_update BEFORE UPDATE OF name ON basket_lines WHEN NOT (NEW.name IS NULL OR length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.name is out of bounds'); END;
CREATE TRIGGER basket_lines_unit_update BEFORE UPDATE OF unit ON basket_lines WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.unit is out of bounds'); END;
CREATE TRIGGER basket_lines_amount_update BEFORE UPDATE OF amount ON basket_lines WHEN NOT (NEW.amount IS NULL OR (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 100000000))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.amount is out of bounds'); END;
CREATE TRIGGER basket_lines_grams_update BEFORE UPDATE OF grams ON basket_lines WHEN NOT (NEW.grams IS NULL OR (typeof(NEW.grams) = 'integer' AND NEW.grams BETWEEN 1 AND 999999))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.grams is out of bounds'); END;
CREATE TRIGGER basket_lines_tare_grams_update BEFORE UPDATE OF tare_grams ON basket_lines WHEN NOT (typeof(NEW.tare_grams) = 'integer' AND NEW.tare_grams BETWEEN 0 AND 999999)
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.tare_grams is out of bounds'); END;
CREATE TRIGGER basket_lines_pieces_update BEFORE UPDATE OF pieces ON basket_lines WHEN NOT (NEW.pieces IS NULL OR (typeof(NEW.pieces) = 'integer' AND NEW.pieces BETWEEN 1 AND 9999))
BEGIN SELECT RAISE(ABORT, 'CHECK basket_lines.pieces is out of bounds'); END;

