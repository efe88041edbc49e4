-- The bounds of what is written, so that it can be read again. Triggers and not CHECK: rows of older versions that
-- are out of bounds stay as they are, are listed as unreadable, and can be replaced.
CREATE FUNCTION refuse_out_of_bounds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'CHECK % is out of bounds', TG_NAME USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER prices_name_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_unit_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_amount_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN 1 AND 100000000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_plu_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (NEW.plu IS NULL OR NEW.plu ~ '^[0-9]{4,5}$')) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_first_day_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (NEW.first_day ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND NEW.first_day BETWEEN '2000-01-01' AND '2199-12-31')) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_last_day_insert BEFORE INSERT ON prices
  FOR EACH ROW WHEN (NOT (NEW.last_day IS NULL OR (NEW.last_day ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND NEW.last_day BETWEEN NEW.first_day AND '2199-12-31'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_name_update BEFORE UPDATE OF name ON prices
  FOR EACH ROW WHEN (NOT (length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_unit_update BEFORE UPDATE OF unit ON prices
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_amount_update BEFORE UPDATE OF amount ON prices
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN 1 AND 100000000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_plu_update BEFORE UPDATE OF plu ON prices
  FOR EACH ROW WHEN (NOT (NEW.plu IS NULL OR NEW.plu ~ '^[0-9]{4,5}$')) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_first_day_update BEFORE UPDATE OF first_day ON prices
  FOR EACH ROW WHEN (NOT (NEW.first_day ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND NEW.first_day BETWEEN '2000-01-01' AND '2199-12-31')) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER prices_last_day_update BEFORE UPDATE OF last_day ON prices
  FOR EACH ROW WHEN (NOT (NEW.last_day IS NULL OR (NEW.last_day ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND NEW.last_day BETWEEN NEW.first_day AND '2199-12-31'))) EXECUTE FUNCTION refuse_out_of_bounds();

CREATE TRIGGER sale_lines_prediction_id_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.prediction_id IS NULL OR length(NEW.prediction_id) = 36)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_name_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_unit_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT ((NEW.unit = 'kg' AND NEW.grams IS NOT NULL) OR (NEW.unit = 'piece' AND NEW.pieces IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_amount_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN 1 AND 100000000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_grams_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.grams IS NULL OR (NEW.grams BETWEEN 1 AND 999999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_tare_grams_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_pieces_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.pieces IS NULL OR (NEW.pieces BETWEEN 1 AND 9999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_total_insert BEFORE INSERT ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.total >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_prediction_id_update BEFORE UPDATE OF prediction_id ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.prediction_id IS NULL OR length(NEW.prediction_id) = 36)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_name_update BEFORE UPDATE OF name ON sale_lines
  FOR EACH ROW WHEN (NOT (length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_unit_update BEFORE UPDATE OF unit ON sale_lines
  FOR EACH ROW WHEN (NOT ((NEW.unit = 'kg' AND NEW.grams IS NOT NULL) OR (NEW.unit = 'piece' AND NEW.pieces IS NOT NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_amount_update BEFORE UPDATE OF amount ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN 1 AND 100000000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_grams_update BEFORE UPDATE OF grams ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.grams IS NULL OR (NEW.grams BETWEEN 1 AND 999999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_tare_grams_update BEFORE UPDATE OF tare_grams ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.tare_grams >= 0 AND (NEW.grams IS NULL OR NEW.tare_grams < NEW.grams))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_pieces_update BEFORE UPDATE OF pieces ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.pieces IS NULL OR (NEW.pieces BETWEEN 1 AND 9999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sale_lines_total_update BEFORE UPDATE OF total ON sale_lines
  FOR EACH ROW WHEN (NOT (NEW.total >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();

CREATE TRIGGER sales_number_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.number >= 1)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_sold_on_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.sold_on ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_customer_name_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.customer_name IS NULL OR length(NEW.customer_name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_customer_mobile_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.customer_mobile IS NULL OR length(NEW.customer_mobile) BETWEEN 1 AND 16)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_currency_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (length(NEW.currency) = 3)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_payment_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.payment IN ('cash', 'card'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_total_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.total = NEW.goods_total + NEW.cash_rounding)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_void_reason_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT ((NEW.voided_at IS NULL AND NEW.void_reason IS NULL) OR length(NEW.void_reason) BETWEEN 1 AND 200)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_number_update BEFORE UPDATE OF number ON sales
  FOR EACH ROW WHEN (NOT (NEW.number >= 1)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_sold_on_update BEFORE UPDATE OF sold_on ON sales
  FOR EACH ROW WHEN (NOT (NEW.sold_on ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_customer_name_update BEFORE UPDATE OF customer_name ON sales
  FOR EACH ROW WHEN (NOT (NEW.customer_name IS NULL OR length(NEW.customer_name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_customer_mobile_update BEFORE UPDATE OF customer_mobile ON sales
  FOR EACH ROW WHEN (NOT (NEW.customer_mobile IS NULL OR length(NEW.customer_mobile) BETWEEN 1 AND 16)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_currency_update BEFORE UPDATE OF currency ON sales
  FOR EACH ROW WHEN (NOT (length(NEW.currency) = 3)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_payment_update BEFORE UPDATE OF payment ON sales
  FOR EACH ROW WHEN (NOT (NEW.payment IN ('cash', 'card'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_total_update BEFORE UPDATE OF total ON sales
  FOR EACH ROW WHEN (NOT (NEW.total = NEW.goods_total + NEW.cash_rounding)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_void_reason_update BEFORE UPDATE OF void_reason ON sales
  FOR EACH ROW WHEN (NOT ((NEW.voided_at IS NULL AND NEW.void_reason IS NULL) OR length(NEW.void_reason) BETWEEN 1 AND 200)) EXECUTE FUNCTION refuse_out_of_bounds();

CREATE TRIGGER basket_lines_name_insert BEFORE INSERT ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.name IS NULL OR length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_unit_insert BEFORE INSERT ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_amount_insert BEFORE INSERT ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.amount IS NULL OR (NEW.amount BETWEEN 1 AND 100000000))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_grams_insert BEFORE INSERT ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.grams IS NULL OR (NEW.grams BETWEEN 1 AND 999999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_tare_grams_insert BEFORE INSERT ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.tare_grams BETWEEN 0 AND 999999)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_pieces_insert BEFORE INSERT ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.pieces IS NULL OR (NEW.pieces BETWEEN 1 AND 9999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_name_update BEFORE UPDATE OF name ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.name IS NULL OR length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_unit_update BEFORE UPDATE OF unit ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_amount_update BEFORE UPDATE OF amount ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.amount IS NULL OR (NEW.amount BETWEEN 1 AND 100000000))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_grams_update BEFORE UPDATE OF grams ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.grams IS NULL OR (NEW.grams BETWEEN 1 AND 999999))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_tare_grams_update BEFORE UPDATE OF tare_grams ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.tare_grams BETWEEN 0 AND 999999)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER basket_lines_pieces_update BEFORE UPDATE OF pieces ON basket_lines
  FOR EACH ROW WHEN (NOT (NEW.pieces IS NULL OR (NEW.pieces BETWEEN 1 AND 9999))) EXECUTE FUNCTION refuse_out_of_bounds();

