-- What a Z report says is never changed or removed, and is within bounds when it is written.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'CHECK % are never changed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER closings_stay_update BEFORE UPDATE ON closings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closings_stay_delete BEFORE DELETE ON closings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closings_number_insert BEFORE INSERT ON closings
  FOR EACH ROW WHEN (NOT (NEW.number >= 1)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER closings_receipts_insert BEFORE INSERT ON closings
  FOR EACH ROW WHEN (NOT (NEW.first_receipt >= 1 AND NEW.last_receipt >= NEW.first_receipt - 1)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER closings_cash_insert BEFORE INSERT ON closings
  FOR EACH ROW WHEN (NOT (NEW.opening_cash >= 0 AND NEW.counted_cash >= 0 AND NEW.kept_cash BETWEEN 0 AND NEW.counted_cash)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER closing_sums_stay_update BEFORE UPDATE ON closing_sums
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_sums_stay_delete BEFORE DELETE ON closing_sums
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_sums_payment_insert BEFORE INSERT ON closing_sums
  FOR EACH ROW WHEN (NOT (NEW.payment IN ('cash', 'card'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER closing_sums_sales_insert BEFORE INSERT ON closing_sums
  FOR EACH ROW WHEN (NOT (NEW.sales >= 1 AND NEW.overrides >= 0)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER closing_taxes_stay_update BEFORE UPDATE ON closing_taxes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_taxes_stay_delete BEFORE DELETE ON closing_taxes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_taxes_rate_insert BEFORE INSERT ON closing_taxes
  FOR EACH ROW WHEN (NOT (NEW.tax_rate BETWEEN 0 AND 10000)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER closing_voids_stay_update BEFORE UPDATE ON closing_voids
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_voids_stay_delete BEFORE DELETE ON closing_voids
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_voids_payment_insert BEFORE INSERT ON closing_voids
  FOR EACH ROW WHEN (NOT (NEW.payment IN ('cash', 'card'))) EXECUTE FUNCTION refuse_out_of_bounds();
